package com.adgenius.host.server.scope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member may do within a tenant: {@code viewer < editor < admin < owner}; a client reviews and approves only. */
public enum Role {
    /** Reviews and approves, nothing else. */
    CLIENT(0),
    /** Reads. */
    VIEWER(1),
    /** Makes and changes campaigns and creatives. */
    EDITOR(2),
    /** Switches plugins, changes settings, brand and members. */
    ADMIN(3),
    /** All that a tenant allows, its plan and deletion too. */
    OWNER(4);

    private final int rank;

    Role(int rank) {
        this.rank = rank;
    }

    /** Whether this role may do what the other may. */
    public boolean covers(Role required) {
        return rank >= required.rank;
    }

    /** Whether this role may do all that the other may: who has it can give the other, and is no more by it. */
    public boolean includes(Role other) {
        // A client decides on creatives, which a viewer does not, though a viewer reads more.
        return covers(other) && (this != VIEWER || other != CLIENT);
    }

    /** The role's name in JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
