package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.Permits;
import java.time.Duration;

/**
 * Bounds how often mail can be asked for and links be tried. Whether there is an account makes no difference to what is
 * counted.
 */
public final class RegistrationLimits {

    /** What a person may do by mistake, and no more mails than that come to somebody who did not ask. */
    static final int MAILS_TO_ONE = 5;

    private static final int PASSWORDS = 10;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Permits permits;
    private final int perAddress;

    /**
     * Limits counted by these permits.
     *
     * @param perAddress requests of one address of the network in an hour
     */
    public RegistrationLimits(Permits permits, int perAddress) {
        this.permits = requireNonNull(permits, "permits is null");
        this.perAddress = perAddress;
    }

    /**
     * Takes the permits to have a mail sent.
     *
     * @param purpose registrations and resets are counted apart
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void mail(String purpose, String email, String address) {
        take("address:" + new LinkSecret(address).hash(), perAddress);
        take(purpose + ":" + new LinkSecret(email).hash(), MAILS_TO_ONE);
    }

    /**
     * Takes the permit to try a password that somebody who is signed in should know.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void password(String userId) {
        take("password:" + userId, PASSWORDS);
    }

    /**
     * Takes the permit to try a link.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void link(String address) {
        take("address:" + new LinkSecret(address).hash(), perAddress);
    }

    private void take(String key, int count) {
        // A limit that is kept has its count: another count is another limit.
        if (!permits.take("registration:" + count + ":" + key, count, WINDOW)) {
            throw ProblemException.of(ProblemCode.RATE_LIMITED, "That was asked for too often; wait an hour.")
                    .header("Retry-After", String.valueOf(WINDOW.toSeconds()));
        }
    }
}
