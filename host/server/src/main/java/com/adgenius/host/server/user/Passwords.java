package com.adgenius.host.server.user;

import com.adgenius.host.server.http.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be. The bounds follow NIST SP 800-63B, 5.1.1.2: at least 8 characters, 64 must be possible, no
 * rules about kinds of characters.
 */
public final class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private Passwords() {}

    /** Notes what is wrong with a password. */
    public static void check(@Nullable String password, String field, Violations violations) {
        int length = password == null ? 0 : password.codePointCount(0, password.length());
        violations.check(
                length >= SHORTEST && length <= LONGEST,
                field,
                "must have " + SHORTEST + " to " + LONGEST + " characters");
    }
}
