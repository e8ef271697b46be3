package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody began by signing in: one family of refresh tokens, and the access tokens that come of it.
 *
 * @param id its name, which tells nothing of its refresh tokens
 * @param userId whose it is
 * @param epoch the user's session epoch in which it was begun
 * @param tenant the tenant worked in
 * @param ends when it is over, however much it is used
 */
record Session(String id, String userId, long epoch, Optional<String> tenant, Instant ends) {

    Session {
        requireNonNull(id, "id is null");
        requireNonNull(userId, "userId is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(ends, "ends is null");
    }

    /** The same session, working in that tenant. */
    Session in(Optional<String> tenant) {
        return new Session(id, userId, epoch, tenant, ends);
    }
}
