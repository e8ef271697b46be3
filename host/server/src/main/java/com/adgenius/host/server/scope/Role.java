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

    /** The role's name in JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
