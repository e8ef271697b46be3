package com.adgenius.host.runtime;

import java.util.List;
import java.util.Optional;

/** Which names an entry of a jar may have. */
final class EntryNames {

    private EntryNames() {}

    /** What is wrong with the name, as the end of a sentence; empty when it is in order. */
    static Optional<String> problem(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("has no readable name");
        }
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("[A-Za-z]:.*")) {
            return Optional.of("has an absolute name, or one of another system; use relative names with /");
        }
        if (List.of(name.split("/")).contains("..")) {
            return Optional.of("leads out of the jar");
        }
        return Optional.empty();
    }
}
