package com.adgenius.host.server.user;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who can sign in.
 *
 * @param id a UUIDv7
 * @param email in lower case, unique
 * @param passwordHash by {@link PasswordHasher}
 * @param firstName may be empty
 * @param lastName may be empty
 * @param active whether the person can sign in
 * @param staff whether the person administers the platform
 * @param dateJoined when the person was added
 * @param lastTenant the tenant last worked in
 * @param sessionEpoch grows when all the person's sessions end; one that was begun in an earlier epoch is over
 */
public record User(
        String id,
        String email,
        String passwordHash,
        String firstName,
        String lastName,
        boolean active,
        boolean staff,
        Instant dateJoined,
        Optional<String> lastTenant,
        long sessionEpoch) {

    public User {
        requireNonNull(id, "id is null");
        requireNonNull(email, "email is null");
        requireNonNull(passwordHash, "passwordHash is null");
        requireNonNull(firstName, "firstName is null");
        requireNonNull(lastName, "lastName is null");
        requireNonNull(dateJoined, "dateJoined is null");
        requireNonNull(lastTenant, "lastTenant is null");
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
