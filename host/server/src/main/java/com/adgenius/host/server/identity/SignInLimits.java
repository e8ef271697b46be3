package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Bounds how often sign-in may fail, for an account and for an address. Each attempt takes a permit of both and a success
 * gives them back. Redis counts for all nodes; without it each node counts for itself, so that the door neither stands
 * open nor stays shut.
 */
public final class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_ACCOUNT = 10;
    private static final int PER_ADDRESS = 100;

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
    void begin(String account, String address) {
        for (Limit limit : limits(account, address)) {
            if (!permits.take(limit.key(), limit.count(), WINDOW)) {
                throw ProblemException.of(
                                ProblemCode.RATE_LIMITED, "Too many attempts to sign in failed; wait a few minutes.")
                        .header("Retry-After", String.valueOf(WINDOW.toSeconds()));
            }
        }
    }

    /** Gives the permits of a successful attempt back. */
    void succeeded(String account, String address) {
        limits(account, address).forEach(limit -> permits.giveBack(limit.key()));
    }

    private static List<Limit> limits(String account, String address) {
        return List.of(
                new Limit("sign-in:address:" + hash(address), PER_ADDRESS),
                new Limit("sign-in:account:" + hash(account), PER_ACCOUNT));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private record Limit(String key, int count) {}
}
