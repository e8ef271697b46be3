package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Role;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/**
 * An invitation to a tenant.
 *
 * @param id a UUIDv7
 * @param tenant the tenant's id
 * @param email whom it is for, normalized
 * @param role what the member is to be
 * @param invitedBy the user who invited
 * @param createdAt when it was made
 * @param expiresAt from when on its link is refused
 * @param sent how often it was sent
 * @param state where it is
 * @param acceptance who accepted it, once somebody did
 */
record Invitation(
        String id,
        String tenant,
        String email,
        Role role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        int sent,
        State state,
        Optional<Acceptance> acceptance) {

    Invitation {
        requireNonNull(id, "id is null");
        requireNonNull(acceptance, "acceptance is null");
    }

    /** Where an invitation is. */
    enum State {
        /** It can be accepted, unless it has expired. */
        OPEN,
        /** It was accepted; the membership is being written. */
        ACCEPTED,
        /** The membership is there. */
        DONE,
        /** It was taken back. */
        REVOKED;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is open and its link works. */
    boolean open(Instant now) {
        return state == State.OPEN && expiresAt.isAfter(now);
    }

    static Invitation of(Document document) {
        return new Invitation(
                document.getString("_id"),
                document.getString("tenant"),
                document.getString("email"),
                Role.valueOf(document.getString("role").toUpperCase(Locale.ROOT)),
                document.getString("invited_by"),
                document.getDate("created_at").toInstant(),
                document.getDate("expires_at").toInstant(),
                document.getInteger("sent"),
                State.valueOf(document.getString("state").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(document.get("acceptance", Document.class)).map(Acceptance::of));
    }

    Document document() {
        return new Document("_id", id)
                .append("tenant", tenant)
                .append("email", email)
                .append("role", role.value())
                .append("invited_by", invitedBy)
                .append("created_at", Date.from(createdAt))
                .append("expires_at", Date.from(expiresAt))
                .append("sent", sent)
                .append("state", state.value());
    }

    /**
     * Who accepted.
     *
     * @param userId the user, who may be yet to be made
     * @param fresh who the user is to be; empty for one who has an account
     * @param address where it was accepted from
     * @param requestId the request that accepted it
     */
    record Acceptance(String userId, Optional<Newcomer> fresh, String address, String requestId) {

        static Acceptance of(Document document) {
            return new Acceptance(
                    document.getString("user_id"),
                    Optional.ofNullable(document.getString("password"))
                            .map(hash -> new Newcomer(document.getString("name"), hash)),
                    document.getString("address"),
                    document.getString("request_id"));
        }

        Document document() {
            Document document =
                    new Document("user_id", userId).append("address", address).append("request_id", requestId);
            fresh.ifPresent(person -> document.append("name", person.name()).append("password", person.passwordHash()));
            return document;
        }
    }

    /**
     * Somebody who had no account.
     *
     * @param name as given
     * @param passwordHash of the password that was chosen
     */
    record Newcomer(String name, String passwordHash) {

        String firstName() {
            int space = name.indexOf(' ');
            return space < 0 ? name : name.substring(0, space);
        }

        String lastName() {
            int space = name.indexOf(' ');
            return space < 0 ? "" : name.substring(space + 1).strip();
        }

        @Override
        public String toString() {
            return "Newcomer";
        }
    }

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
