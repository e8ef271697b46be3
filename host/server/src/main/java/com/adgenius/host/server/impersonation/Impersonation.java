package com.adgenius.host.server.impersonation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * An administrator of the platform who looks as a user.
 *
 * @param id a UUIDv7
 * @param tenant the tenant's id
 * @param userId as whom
 * @param administratorId who looks
 * @param administratorEmail who looks, for people
 * @param reason why
 * @param createdAt since when
 * @param expiresAt until when at the latest
 * @param endedAt when it was ended
 */
record Impersonation(
        String id,
        String tenant,
        String userId,
        String administratorId,
        String administratorEmail,
        String reason,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> endedAt) {

    Impersonation {
        requireNonNull(id, "id is null");
        requireNonNull(endedAt, "endedAt is null");
    }

    static Impersonation of(Document document) {
        return new Impersonation(
                document.getString("_id"),
                document.getString("tenant"),
                document.getString("user_id"),
                document.getString("administrator_id"),
                document.getString("administrator_email"),
                document.getString("reason"),
                document.getDate("created_at").toInstant(),
                document.getDate("expires_at").toInstant(),
                Optional.ofNullable(document.getDate("ended_at")).map(Date::toInstant));
    }

    Document document() {
        return new Document("_id", id)
                .append("tenant", tenant)
                .append("user_id", userId)
                .append("administrator_id", administratorId)
                .append("administrator_email", administratorEmail)
                .append("reason", reason)
                .append("created_at", Date.from(createdAt))
                .append("expires_at", Date.from(expiresAt));
    }
}
