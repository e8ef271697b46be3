package com.adgenius.host.app.member;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import java.util.Map;
import java.util.UUID;

/** Somebody who is invited, at an address without an account. */
record Guest(HostUnderTest host, String email, String password) {

    static final String SUBJECT = "You are invited to AdGenius";

    static Guest at(HostUnderTest host) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return new Guest(host, "grace-" + unique + "@guest.example", "seven yellow boats " + unique);
    }

    ApiResponse invitedBy(ApiClient client, String role) {
        return client.post("/tenant/invitations", Map.of("email", email, "role", role));
    }

    /** The token of the nth mail. */
    String token(int nth) {
        return MailReader.shared().awaitNth(email, SUBJECT, nth).token();
    }

    String token() {
        return token(1);
    }

    ApiResponse read(String token) {
        return host.anonymous().post("/auth/invitations/read", Map.of("token", token));
    }

    ApiResponse join(String token) {
        return host.anonymous()
                .post("/auth/invitations/join", Map.of("token", token, "name", "Grace Hopper", "password", password));
    }

    ApiResponse accept(String token) {
        return client().post("/auth/invitations/accept", Map.of("token", token));
    }

    ApiClient client() {
        return host.signIn(email, password);
    }
}
