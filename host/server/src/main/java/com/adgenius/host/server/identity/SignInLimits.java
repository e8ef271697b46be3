package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bounds how often sign-in may fail, for an account, for an address and for a tenant at its host. Each attempt takes a
 * permit of each and a success gives them back. Redis counts for all nodes; without it each node counts for itself, so that the door neither stands
 * open nor stays shut.
 */
public final class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_ACCOUNT = 10;
    private static final int PER_ADDRESS = 100;
    private static final int PER_TENANT = 500;

    private final Permits permits;

    /** Limits counted by these permits. */
    public SignInLimits(Permits permits) {
        this.permits = requireNonNull(permits, "permits is null");
    }

    /**
     * Takes the permits of an attempt.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void begin(String account, String address, Optional<String> tenant) {
        for (Limit limit : limits(account, address, tenant)) {
            if (!permits.take(limit.key(), limit.count(), WINDOW)) {
                throw ProblemException.of(
                                ProblemCode.RATE_LIMITED, "Too many attempts to sign in failed; wait a few minutes.")
                        .header("Retry-After", String.valueOf(WINDOW.toSeconds()));
            }
        }
    }

    /** Gives the permits of a successful attempt back. */
    void succeeded(String account, String address, Optional<String> tenant) {
        limits(account, address, tenant).forEach(limit -> permits.giveBack(limit.key()));
    }

    private static List<Limit> limits(String account, String address, Optional<String> tenant) {
        return Stream.concat(
                        Stream.of(
                                new Limit("sign-in:address:" + PermitKeys.ofAddress(address), PER_ADDRESS),
                                new Limit("sign-in:account:" + PermitKeys.of(account), PER_ACCOUNT)),
                        tenant.stream().map(slug -> new Limit("sign-in:tenant:" + PermitKeys.of(slug), PER_TENANT)))
                .toList();
    }

    private record Limit(String key, int count) {}
}
