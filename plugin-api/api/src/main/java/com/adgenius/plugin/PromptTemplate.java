package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/**
 * Names the template that a prompt was made from. Another text is another version.
 *
 * @param id which template, not empty
 * @param version which version of it, not empty
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record PromptTemplate(String id, String version) {

    public PromptTemplate {
        requireNonNull(id, "id is null");
        requireNonNull(version, "version is null");
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A template has an id and a version");
        }
    }
}
