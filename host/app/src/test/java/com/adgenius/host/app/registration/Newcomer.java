package com.adgenius.host.app.registration;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import java.util.Map;
import java.util.UUID;

/** Somebody who comes to the shared host, with an address and a company of their own. */
record Newcomer(HostUnderTest host, MailReader mail, String name, String company, String email, String password) {

    static final String VERIFY = "Verify your address";
    static final String EXISTS = "You have an account already";
    static final String RESET = "Choose a new password";

    static Newcomer at(HostUnderTest host) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return new Newcomer(
                host,
                MailReader.shared(),
                "Ada Lovelace",
                "Company " + unique,
                "ada-" + unique + "@acme.example",
                "twelve green horses " + unique);
    }

    Newcomer named(String other) {
        return new Newcomer(host, mail, other, company, email, password);
    }

    Newcomer of(String other) {
        return new Newcomer(host, mail, name, other, email, password);
    }

    Newcomer with(String other) {
        return new Newcomer(host, mail, name, company, email, other);
    }

    ApiResponse register() {
        return host.anonymous()
                .post("/auth/register", Map.of("name", name, "company", company, "email", email, "password", password));
    }

    ApiResponse verify(String token) {
        return host.anonymous().post("/auth/verify-email", Map.of("token", token));
    }

    /** Registers, reads the mail and opens its link; the tenant's id. */
    String join() {
        register().expect(201);
        return verify(mail.await(email, VERIFY).token()).expect(200).text("tenant");
    }

    ApiResponse signIn() {
        return host.anonymous().post("/auth/jwt/create", Map.of("email", email, "password", password));
    }

    ApiClient client() {
        return host.signIn(email, password);
    }

    ApiResponse forgot() {
        return host.anonymous().post("/auth/password/forgot", Map.of("email", email));
    }

    ApiResponse reset(String token, String newPassword) {
        return host.anonymous().post("/auth/password/reset", Map.of("token", token, "password", newPassword));
    }
}
