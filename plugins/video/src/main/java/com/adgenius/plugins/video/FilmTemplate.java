package com.adgenius.plugins.video;

import com.adgenius.plugin.PromptTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The texts that prompts for videos are made of. Each version is a resource of its own, which is never changed; a change
 * is another version.
 *
 * @param name its id and version, which the user sees
 * @param prompt what to show, with {@code {format}, {width}, {height}, {seconds}, {composition}}
 * @param segment what is added for one audience segment
 * @param variation what is added for a variation of an earlier video
 * @param data what is said before the user's data
 * @param negative what not to show
 */
record FilmTemplate(
        PromptTemplate name, String prompt, String segment, String variation, String data, String negative) {

    private static final String CURRENT = "film.v1.json";

    /** The version that is used now. */
    static FilmTemplate load() {
        return read(CURRENT);
    }

    static FilmTemplate read(String resource) {
        try (InputStream input = FilmTemplate.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException(resource + " is missing from the plugin's jar");
            }
            Map<?, ?> template = (Map<?, ?>) Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
            return new FilmTemplate(
                    new PromptTemplate((String) template.get("id"), (String) template.get("version")),
                    text(template, "prompt"),
                    text(template, "segment"),
                    text(template, "variation"),
                    text(template, "data"),
                    text(template, "negative"));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static String text(Map<?, ?> template, String name) {
        return ((List<?>) template.get(name)).stream().map(String.class::cast).collect(Collectors.joining("\n"));
    }
}
