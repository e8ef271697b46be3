package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds how often sessions are refreshed, switched and ended: by an address, by an account, in a tenant. An account that
 * is used from many windows stays far below; one that is used by a program gone wrong does not.
 */
final class SessionLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PER_ADDRESS = 600;
    private static final int PER_ACCOUNT = 60;
    private static final int PER_TENANT = 6_000;

    private final Permits permits;

    SessionLimits(Permits permits) {
        this.permits = requireNonNull(permits, "permits is null");
    }

    /**
     * Takes the permit of a request from that address.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED}
     */
    void from(String address) {
        take("session:address:" + PermitKeys.ofAddress(address), PER_ADDRESS);
    }

    /**
     * Takes the permits of a request for that account, in that tenant.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED}
     */
    void of(String userId, Optional<String> tenant) {
        take("session:account:" + PermitKeys.of(userId), PER_ACCOUNT);
        tenant.ifPresent(slug -> take("session:tenant:" + PermitKeys.of(slug), PER_TENANT));
    }

    private void take(String key, int count) {
        if (!permits.take(key, count, WINDOW)) {
            throw ProblemException.of(ProblemCode.RATE_LIMITED, "Too many requests about sessions; wait a minute.")
                    .header("Retry-After", String.valueOf(WINDOW.toSeconds()));
        }
    }
}
