package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

/**
 * Who made a change.
 *
 * @param name a user's id, or {@code installation} for the distribution's own plugins at a start
 */
public record Actor(String name) {

    /** The distribution, at a start of a node. */
    public static final Actor INSTALLATION = new Actor("installation");

    public Actor {
        requireNonNull(name, "name is null");
    }
}
