package com.adgenius.host.server.token;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Role;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/**
 * A token that somebody made for a program.
 *
 * @param id a UUIDv7
 * @param tenant the tenant that it is for
 * @param userId who made it, and in whose name it asks
 * @param name for people
 * @param role what it may do at most
 * @param beginning of its text
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused
 * @param lastUsedAt when it was used last, to the minute
 */
record ApiToken(
        String id,
        String tenant,
        String userId,
        String name,
        Role role,
        String beginning,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {

    ApiToken {
        requireNonNull(id, "id is null");
        requireNonNull(lastUsedAt, "lastUsedAt is null");
    }

    static ApiToken of(Document document) {
        return new ApiToken(
                document.getString("_id"),
                document.getString("tenant"),
                document.getString("user_id"),
                document.getString("name"),
                Role.valueOf(document.getString("role").toUpperCase(Locale.ROOT)),
                document.getString("beginning"),
                document.getDate("created_at").toInstant(),
                document.getDate("expires_at").toInstant(),
                Optional.ofNullable(document.getDate("last_used_at")).map(Date::toInstant));
    }

    Document document() {
        return new Document("_id", id)
                .append("tenant", tenant)
                .append("user_id", userId)
                .append("name", name)
                .append("role", role.value())
                .append("beginning", beginning)
                .append("created_at", Date.from(createdAt))
                .append("expires_at", Date.from(expiresAt));
    }

    /** What it may do where its maker has that role now: never more than the maker; empty where nothing is left. */
    Optional<Role> roleFor(Role maker) {
        return maker.includes(role) ? Optional.of(role) : Optional.of(maker).filter(role::includes);
    }
}
