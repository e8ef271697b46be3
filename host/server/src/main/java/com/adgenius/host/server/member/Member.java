package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.user.Memberships;
import java.time.Instant;
import org.bson.Document;

/**
 * Somebody's membership of a tenant.
 *
 * @param userId who
 * @param tenant the tenant's id
 * @param role what the member may do
 * @param active whether the member may do it at present
 * @param since from when on
 * @param revision grows with each change
 */
record Member(String userId, String tenant, Role role, boolean active, Instant since, long revision) {

    Member {
        requireNonNull(userId, "userId is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(role, "role is null");
        requireNonNull(since, "since is null");
    }

    static Member of(Document document) {
        return new Member(
                document.getString("user_id"),
                document.getString("tenant"),
                Memberships.role(document),
                document.getBoolean("is_active", true),
                document.getDate("since").toInstant(),
                // The first version wrote no revision.
                document.get("revision") instanceof Number number ? number.longValue() : 1);
    }

    /** What it is stored under. */
    String id() {
        return Memberships.id(userId, tenant);
    }

    /** Whether the tenant is owned by this member. */
    boolean owns() {
        return active && role == Role.OWNER;
    }
}
