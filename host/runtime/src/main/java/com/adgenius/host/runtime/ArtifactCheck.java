package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * One check of an artifact.
 *
 * @param name what was checked, for instance {@code extension index}
 * @param passed whether it was in order
 * @param detail what was found, for people
 */
public record ArtifactCheck(String name, boolean passed, String detail) {

    public ArtifactCheck {
        requireNonNull(name, "name is null");
        requireNonNull(detail, "detail is null");
    }
}
