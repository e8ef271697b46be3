package com.adgenius.host.server.identity;

import java.time.Duration;

/**
 * The cookie that carries the refresh token, and the only place where it is. Its prefix makes browsers accept it from
 * this host alone, over TLS (or at localhost), for all paths. Strict, because only scripts of our own pages use it: no
 * link from elsewhere needs it to arrive.
 */
final class RefreshCookie {

    static final String NAME = "__Host-adgenius-refresh";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

    private RefreshCookie() {}

    static String of(RefreshToken token, Duration age) {
        return NAME + "=" + token.text() + ATTRIBUTES + Math.max(0, age.toSeconds());
    }

    static String cleared() {
        return NAME + "=" + ATTRIBUTES + 0;
    }
}
