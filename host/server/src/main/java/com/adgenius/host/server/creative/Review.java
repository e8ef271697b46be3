package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What people did with a creative since it was made.
 *
 * @param version of its content, from 1, which was generated
 * @param edit who changed the content last; empty for the first version
 * @param approval what was decided about it
 * @param deletedAt when it was removed; empty unless it is
 */
public record Review(int version, Optional<Edit> edit, Optional<Approval> approval, Optional<Instant> deletedAt) {

    /** Nothing yet. */
    public static final Review NONE = new Review(1, Optional.empty(), Optional.empty(), Optional.empty());

    public Review {
        requireNonNull(edit, "edit is null");
        requireNonNull(approval, "approval is null");
        requireNonNull(deletedAt, "deletedAt is null");
    }

    /**
     * A change of the content.
     *
     * @param by the user's id
     * @param at when
     */
    public record Edit(String by, Instant at) {}
}
