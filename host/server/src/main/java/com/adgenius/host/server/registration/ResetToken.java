package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.TimeOrderedId;
import java.util.Optional;

/**
 * What stands in a link for a new password: whose, and the secret.
 *
 * @param userId where the reset lies
 * @param secret opens it
 */
record ResetToken(String userId, LinkSecret secret) {

    ResetToken {
        requireNonNull(userId, "userId is null");
        requireNonNull(secret, "secret is null");
    }

    /** The token that the text is; empty when it is none. */
    static Optional<ResetToken> of(String text) {
        int dot = text.indexOf('.');
        return dot > 0 && TimeOrderedId.isId(text.substring(0, dot))
                ? Optional.of(new ResetToken(text.substring(0, dot), new LinkSecret(text.substring(dot + 1))))
                : Optional.empty();
    }

    String text() {
        return userId + "." + secret.text();
    }

    @Override
    public String toString() {
        return "ResetToken[" + userId + "]";
    }
}
