package com.adgenius.host.app.identity;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who signed in: the access token, and the cookie that a browser would send by itself. */
record Browser(ApiClient anonymous, String access, String cookie) {

    private static final Pattern COOKIE = Pattern.compile("(__Host-[^=;]+=[^;]*);.*");

    static Browser signIn(HostUnderTest host, TenantUnderTest tenant) {
        return signIn(host.anonymous(), tenant);
    }

    static Browser signIn(ApiClient anonymous, TenantUnderTest tenant) {
        return of(
                anonymous,
                anonymous
                        .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                        .expect(200));
    }

    private static Browser of(ApiClient anonymous, ApiResponse session) {
        return new Browser(anonymous, session.text("access"), cookie(session));
    }

    static String cookie(ApiResponse response) {
        Matcher cookie = COOKIE.matcher(response.header("Set-Cookie").orElse(""));
        if (!cookie.matches()) {
            throw new AssertionError("No cookie: " + response.headers().map());
        }
        return cookie.group(1);
    }

    /** Through another client, for instance at another host name. */
    Browser through(ApiClient other) {
        return new Browser(other, access, cookie);
    }

    ApiClient signedIn() {
        return anonymous.with("Authorization", "Bearer " + access);
    }

    ApiClient withCookie() {
        return anonymous.with("Cookie", "theme=dark; " + cookie);
    }

    ApiResponse tryRefresh() {
        return withCookie().post("/auth/jwt/refresh", "");
    }

    /** Asks again where the answer says so, as a browser does on a machine that is busy; but not for long. */
    Browser refresh() {
        ApiResponse answer = tryRefresh();
        for (int again = 0; answer.status() == 503 && again < 3; again++) {
            answer = tryRefresh();
        }
        return of(anonymous, answer.expect(200));
    }
}
