package com.adgenius.host.app.registration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResetTest {

    private static final String NEW = "a password that is new";

    private final HostUnderTest host = HostUnderTest.shared();
    private final Newcomer ada = Newcomer.at(host);
    private final MailReader mail = MailReader.shared();

    @Test
    void leadsByAMailToANewPassword() {
        ada.join();
        ada.forgot().expect(202);
        MailReader.Received letter = mail.await(ada.email(), Newcomer.RESET);

        ada.reset(letter.token(), NEW).expect(204);

        assertThat(letter.link()).startsWith(host.host().address() + "/account/reset-password#token=");
        ada.signIn().expect(401);
        ada.with(NEW).signIn().expect(200);
        assertThat(mail.await(ada.email(), "Your password was changed").text()).doesNotContain("#token");
        assertThat(PublicDatabase.find("users", "email", ada.email()).getFirst())
                .doesNotContainKeys("password_reset", "ending_sessions");
    }

    @Test
    void isAuditedWithItsAddressAndItsRequest() {
        ada.join();
        ada.forgot().expect(202);
        String token = mail.await(ada.email(), Newcomer.RESET).token();
        ada.reset(token, ada.email()).expect(422);

        ApiResponse reset = ada.reset(token, NEW).expect(204);

        JsonNode audited = host.administrator()
                .get("/admin/audit?action=user.password_reset&actor=" + ada.email())
                .expect(200)
                .json();
        assertThat(audited.required("count").asInt()).isEqualTo(1);
        JsonNode entry = audited.at("/results/0");
        Object userId =
                PublicDatabase.find("users", "email", ada.email()).getFirst().get("_id");
        assertThat(entry.path("actor_id").asText()).isEqualTo(userId);
        assertThat(entry.path("subject").asText()).isEqualTo("user/" + userId);
        assertThat(entry.at("/details/address").asText()).isEqualTo("127.0.0.1");
        assertThat(entry.at("/details/request_id").asText())
                .isEqualTo(reset.header("X-Request-Id").orElseThrow());
        assertThat(audited.toString()).doesNotContain(token, NEW);
    }

    @Test
    void opensALinkOnce() {
        ada.join();
        ada.forgot().expect(202);
        String token = mail.await(ada.email(), Newcomer.RESET).token();
        ada.reset(token, NEW).expect(204);

        assertThat(ada.reset(token, "and another password").expect(422).text("code"))
                .isEqualTo("link_refused");
        ada.with(NEW).signIn().expect(200);
    }

    @Test
    void refusesALinkThatExpired() {
        ada.join();
        ada.forgot().expect(202);
        String token = mail.await(ada.email(), Newcomer.RESET).token();
        Date past = Date.from(Instant.now().minusSeconds(1));
        assertThat(PublicDatabase.update("users", eq("email", ada.email()), set("password_reset.expires_at", past)))
                .isEqualTo(1);

        assertThat(ada.reset(token, NEW).expect(422).text("code")).isEqualTo("link_refused");
        ada.signIn().expect(200);
    }

    @Test
    void voidsTheLinkBefore() {
        ada.join();
        ada.forgot().expect(202);
        String first = mail.await(ada.email(), Newcomer.RESET).token();
        ada.forgot().expect(202);
        String second = mail.awaitNth(ada.email(), Newcomer.RESET, 2).token();

        ada.reset(first, NEW).expect(422);
        ada.reset(second, NEW).expect(204);
    }

    @Test
    void refusesALinkForAnotherUser() {
        ada.join();
        Newcomer bob = Newcomer.at(host);
        bob.join();
        ada.forgot().expect(202);
        String adas = mail.await(ada.email(), Newcomer.RESET).token();
        Object bobsId =
                PublicDatabase.find("users", "email", bob.email()).getFirst().get("_id");

        ada.reset(bobsId + adas.substring(adas.indexOf('.')), NEW).expect(422);

        bob.signIn().expect(200);
        ada.reset(adas, NEW).expect(204);
    }

    @Test
    void leavesTheLinkOpenWhereThePasswordIsRefused() {
        ada.join();
        ada.forgot().expect(202);
        String token = mail.await(ada.email(), Newcomer.RESET).token();

        ApiResponse refused = ada.reset(token, ada.email()).expect(422);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("password");
        ada.reset(token, "short").expect(422);
        ada.reset(token, NEW).expect(204);
    }

    @Test
    void writesNothingToWhoHasNoAccountAndSaysTheSame() {
        ada.join();
        Newcomer nobody = Newcomer.at(host);
        Newcomer unverified = Newcomer.at(host);
        unverified.register().expect(201);

        ApiResponse known = ada.forgot().expect(202);
        ApiResponse unknown = nobody.forgot().expect(202);
        unverified.forgot().expect(202);

        assertThat(unknown.bytes()).isEqualTo(known.bytes()).isEmpty();
        for (Newcomer without : List.of(nobody, unverified)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> PublicDatabase.find("mail_outbox", "to", without.email()).stream()
                            .anyMatch(document -> "dropped".equals(document.getString("state"))));
        }
        mail.await(ada.email(), Newcomer.RESET);
        assertThat(mail.with(unverified.email(), Newcomer.RESET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "0198c0de-0000-7000-8000-000000000000.secret", "{\"$gt\":\"\"}.x"})
    void refusesTokensThatAreNone(String token) {
        assertThat(ada.reset(token, NEW).expect(422).text("code")).isEqualTo("link_refused");
    }

    @Test
    void asksForPatienceAfterAFewMailsToOneAddress() {
        for (int i = 0; i < 5; i++) {
            ada.forgot().expect(202);
        }

        assertThat(ada.forgot().expect(429).header("Retry-After")).contains("3600");
    }
}
