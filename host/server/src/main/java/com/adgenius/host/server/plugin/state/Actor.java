package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Principal;

/**
 * Who made a change.
 *
 * @param id a user's id, or {@code installation} for the distribution's own plugins at a start
 * @param email the user's e-mail; empty for the installation
 */
public record Actor(String id, String email) {

    /** The distribution, at a start of a node. */
    public static final Actor INSTALLATION = new Actor("installation", "");

    public Actor {
        requireNonNull(id, "id is null");
        requireNonNull(email, "email is null");
    }

    /** Whoever asks. */
    public static Actor of(Principal principal) {
        return new Actor(principal.userId(), principal.email());
    }
}
