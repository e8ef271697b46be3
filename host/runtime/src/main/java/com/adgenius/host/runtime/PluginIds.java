package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which ids a plugin may have. */
final class PluginIds {

    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /**
     * A plugin's routes stand under its id, beside the host's own: the first segments of the REST API's paths are taken,
     * and so are names that would read as the host itself.
     */
    private static final Set<String> RESERVED = Set.of(
            "adgenius",
            "admin",
            "api",
            "assets",
            "audit",
            "auth",
            "campaigns",
            "creatives",
            "docs",
            "events",
            "formats",
            "generators",
            "health",
            "host",
            "metrics",
            "observe",
            "openapi",
            "platform",
            "plugins",
            "public",
            "recommendations",
            "redoc",
            "search",
            "system",
            "tenant",
            "tenants",
            "tokens",
            "webhooks");

    private PluginIds() {}

    /** What is wrong with the id, as the end of a sentence; empty when it is in order. */
    static Optional<String> problem(String id) {
        if (!PATTERN.matcher(id).matches()) {
            return Optional.of("is no plugin id: 2 to 40 of a-z, 0-9 and -, beginning with a letter");
        }
        return RESERVED.contains(id) ? Optional.of("is reserved; choose another") : Optional.empty();
    }
}
