package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Somebody has an account and a tenant now: {@code user.registered}, version 1.
 *
 * @param userId the new user, and what tells one event from another
 * @param email verified
 * @param name as given
 * @param tenant the id of the tenant that was made
 * @param company the tenant's name
 * @param at when the address was verified
 */
public record UserRegistered(String userId, String email, String name, String tenant, String company, Instant at) {

    public UserRegistered {
        requireNonNull(userId, "userId is null");
        requireNonNull(email, "email is null");
        requireNonNull(name, "name is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(company, "company is null");
        requireNonNull(at, "at is null");
    }

    /** Hears of it. */
    @FunctionalInterface
    public interface Listener {

        /** Called at least once for each; after a crash again, so it must be idempotent. */
        void registered(UserRegistered event);
    }
}
