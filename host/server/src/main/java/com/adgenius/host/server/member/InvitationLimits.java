package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.Permits;
import com.adgenius.host.server.registration.LinkSecret;
import java.time.Duration;

/** Bounds how often invitations are sent and their links tried, whether or not an address has an account. */
final class InvitationLimits {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Permits permits;
    private final MemberBounds bounds;

    /** Limits counted by these permits. */
    InvitationLimits(Permits permits, MemberBounds bounds) {
        this.permits = requireNonNull(permits, "permits is null");
        this.bounds = requireNonNull(bounds, "bounds is null");
    }

    /**
     * Takes the permits to send an invitation.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void mail(String tenant, String email, String address) {
        take("address", address, bounds.requestsPerAddress());
        take("tenant", tenant, bounds.mailsPerTenant());
        take("to", email, bounds.mailsToOne());
    }

    /**
     * Takes the permit to try a link.
     *
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when there is none left
     */
    void link(String address) {
        take("address", address, bounds.requestsPerAddress());
    }

    private void take(String what, String key, int count) {
        // A limit that is kept has its count: another count is another limit.
        if (!permits.take("invitation:" + what + ":" + count + ":" + new LinkSecret(key).hash(), count, WINDOW)) {
            throw ProblemException.of(ProblemCode.RATE_LIMITED, "That was asked for too often; wait an hour.")
                    .header("Retry-After", String.valueOf(WINDOW.toSeconds()));
        }
    }
}
