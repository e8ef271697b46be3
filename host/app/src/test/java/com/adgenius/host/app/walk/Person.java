package com.adgenius.host.app.walk;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser: registers, is invited, signs in, and sends the cookie that the browser would send by itself. */
final class Person {

    private static final Pattern COOKIE = Pattern.compile("(__Host-[^=;]+=[^;]*);.*");

    private final ApiClient host;
    private final String email;
    private final String password;
    private String access = "";
    private String cookie = "";

    private Person(ApiClient host, String email, String password) {
        this.host = host;
        this.email = email;
        this.password = password;
    }

    /** Somebody who has no account yet. */
    static Person at(HostUnderTest host) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return new Person(host.anonymous(), "walker-" + unique + "@walk.example", "nine slow rivers " + unique);
    }

    String email() {
        return email;
    }

    /** Founds a company: registers, opens the link in the mail; the tenant's id. */
    String found(String company) {
        host.post(
                        "/auth/register",
                        Map.of("name", "Wanda Walker", "company", company, "email", email, "password", password))
                .expect(201);
        return host.post("/auth/verify-email", Map.of("token", token("Verify your address", 1)))
                .expect(200)
                .text("tenant");
    }

    /** Opens the link in the nth invitation's mail without an account, and gets one. */
    void join(int nth) {
        host.post(
                        "/auth/invitations/join",
                        Map.of(
                                "token",
                                token("You are invited to AdGenius", nth),
                                "name",
                                "Ines Invited",
                                "password",
                                password))
                .expect(201);
    }

    /** Opens the link in the nth invitation's mail as who has an account. */
    void accept(int nth) {
        client().post("/auth/invitations/accept", Map.of("token", token("You are invited to AdGenius", nth)))
                .expect(200);
    }

    private String token(String subject, int nth) {
        return MailReader.shared().awaitNth(email, subject, nth).token();
    }

    Person signIn() {
        take(host.post("/auth/jwt/create", Map.of("email", email, "password", password))
                .expect(200));
        return this;
    }

    Person refresh() {
        take(withCookie().post("/auth/jwt/refresh", "").expect(200));
        return this;
    }

    Person workIn(String tenant) {
        take(withCookie()
                .with("Authorization", "Bearer " + access)
                .post("/auth/switch", Map.of("tenant", tenant))
                .expect(200));
        return this;
    }

    void signOut() {
        withCookie()
                .with("Authorization", "Bearer " + access)
                .post("/auth/logout", "")
                .expect(204);
    }

    ApiClient client() {
        return host.with("Authorization", "Bearer " + access);
    }

    ApiClient withCookie() {
        return host.with("Cookie", cookie);
    }

    /** The ids of the campaigns that the person sees. */
    List<String> campaigns() {
        return client().get("/campaigns").expect(200).json().path("results").findValuesAsText("id");
    }

    JsonNode read(String creative) {
        return client().get("/creatives/" + creative).expect(200).json();
    }

    private void take(ApiResponse session) {
        access = session.text("access");
        Matcher matcher = COOKIE.matcher(session.header("Set-Cookie").orElse(""));
        if (matcher.matches()) {
            cookie = matcher.group(1);
        }
    }
}
