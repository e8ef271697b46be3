package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the template that a prompt was made from. Another text is another version.
 *
 * @param id which template, not empty
 * @param version which version of it, not empty
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record PromptTemplate(String id, String version) {

    private static final int SHOWN = 12;

    /**
     * What a tenant has in place of, or beside, the texts of a template: the same texts have the same version, whatever
     * their order.
     *
     * @param id the template's id, which {@code .tenant} is added to
     * @param texts by the names that the plugin has for them
     */
    public static PromptTemplate ofTenant(String id, Map<String, String> texts) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(texts)
                .forEach((name, text) -> all.append(name.length())
                        .append(':')
                        .append(name)
                        .append(text.length())
                        .append(':')
                        .append(text));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return new PromptTemplate(
                    id + ".tenant", HexFormat.of().formatHex(hash).substring(0, SHOWN));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public PromptTemplate {
        requireNonNull(id, "id is null");
        requireNonNull(version, "version is null");
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A template has an id and a version");
        }
    }
}
