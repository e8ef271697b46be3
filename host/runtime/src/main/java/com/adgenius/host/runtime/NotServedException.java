package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** No instance of the plugin serves the tenant with that extension point. */
public final class NotServedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String pluginId;

    @SuppressWarnings("serial")
    private final Availability availability;

    NotServedException(String pluginId, Availability availability, String message) {
        super(message, null, false, false);
        this.pluginId = requireNonNull(pluginId, "pluginId is null");
        this.availability = requireNonNull(availability, "availability is null");
    }

    /** The plugin's id. */
    public String pluginId() {
        return pluginId;
    }

    /** Why; {@link Availability.Served} where only the extension point is missing. */
    public Availability availability() {
        return availability;
    }
}
