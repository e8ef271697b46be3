package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * Another plugin that an artifact requires, from {@code Plugin-Dependencies}. It gives no sight of the other's classes:
 * plugins meet through extension points.
 *
 * @param pluginId the other plugin's id
 * @param range the versions of it that will do, as in PF4J: {@code >=1.0.0 & <2.0.0}, or {@code *} for all
 * @param optional whether the artifact can do without
 */
public record Requirement(String pluginId, String range, boolean optional) {

    public Requirement {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(range, "range is null");
    }
}
