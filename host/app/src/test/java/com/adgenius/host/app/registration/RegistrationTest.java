package com.adgenius.host.app.registration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final Newcomer ada = Newcomer.at(host);
    private final MailReader mail = MailReader.shared();

    @Test
    void leadsByAMailToAnAccountThatOwnsATenant() {
        ApiResponse registered = ada.register().expect(201);
        MailReader.Received letter = mail.await(ada.email(), Newcomer.VERIFY);
        ApiResponse verified = ada.verify(letter.token()).expect(200);

        assertThat(registered.text("email")).isEqualTo(ada.email());
        assertThat(letter.link()).startsWith(host.host().address() + "/account/verify-email#token=");
        assertThat(letter.html()).contains("href=\"" + letter.link() + "\"");
        assertThat(letter.from()).isEqualTo("AdGenius <no-reply@localhost>");
        String slug = ada.company().toLowerCase(Locale.ROOT).replace(' ', '-');
        assertThat(verified.text("tenant")).isEqualTo(slug);
        JsonNode me = ada.client().get("/auth/me").expect(200).json();
        assertThat(me.at("/user/email").asText()).isEqualTo(ada.email());
        assertThat(me.at("/user/first_name").asText()).isEqualTo("Ada");
        assertThat(me.at("/user/last_name").asText()).isEqualTo("Lovelace");
        assertThat(me.at("/tenant/slug").asText()).isEqualTo(slug);
        assertThat(me.at("/tenant/role").asText()).isEqualTo("owner");
        assertThat(ada.client().get("/tenant").expect(200).text("name")).isEqualTo(ada.company());
        assertThat(mail.await(ada.email(), "Welcome to AdGenius").text()).contains("Hello Ada Lovelace,", slug);
    }

    @Test
    void signsNobodyInBeforeTheAddressIsVerified() {
        ada.register().expect(201);
        mail.await(ada.email(), Newcomer.VERIFY);

        ApiResponse unverified = ada.signIn().expect(401);
        ApiResponse unknown = Newcomer.at(host).signIn().expect(401);

        assertThat(unverified.text("code")).isEqualTo("invalid_credentials");
        assertThat(unverified.text("detail")).isEqualTo(unknown.text("detail"));
        assertThat(PublicDatabase.find("users", "email", ada.email())).isEmpty();
    }

    @Test
    void opensALinkOnce() {
        ada.register().expect(201);
        String token = mail.await(ada.email(), Newcomer.VERIFY).token();
        ada.verify(token).expect(200);

        assertThat(ada.verify(token).expect(422).text("code")).isEqualTo("link_refused");
        assertThat(ada.client().get("/auth/me").expect(200).json().required("tenants"))
                .hasSize(1);
    }

    @Test
    void opensALinkOnceThoughManyPressAtOnce() {
        ada.register().expect(201);
        String token = mail.await(ada.email(), Newcomer.VERIFY).token();

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> ada.verify(token).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 422);
        assertThat(PublicDatabase.find("tenants", "name", ada.company())).hasSize(1);
    }

    @Test
    void refusesALinkThatExpired() {
        ada.register().expect(201);
        String token = mail.await(ada.email(), Newcomer.VERIFY).token();
        Date past = Date.from(Instant.now().minusSeconds(1));
        assertThat(PublicDatabase.update("registrations", eq("email", ada.email()), set("expires_at", past)))
                .isEqualTo(1);

        ApiResponse refused = ada.verify(token).expect(422);

        assertThat(refused.text("code")).isEqualTo("link_refused");
        ada.signIn().expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI", "{\"$ne\":null}", "../registrations"})
    void refusesTokensThatAreNone(String token) {
        assertThat(ada.verify(token).expect(422).text("code")).isEqualTo("link_refused");
    }

    @Test
    void makesIdsUnique() {
        String company = ada.company();
        String first = ada.join();
        String second = Newcomer.at(host).of(company).join();
        String third = Newcomer.at(host)
                .of(" " + company.toUpperCase(Locale.ROOT) + " ")
                .join();

        assertThat(List.of(second, third)).containsExactly(first + "-2", first + "-3");
    }

    @Test
    void writesToWhoHasAnAccountThatThereIsOne() {
        ada.join();

        ada.with("another password of mine").named("Eve").register().expect(201);
        MailReader.Received letter = mail.await(ada.email(), Newcomer.EXISTS);

        assertThat(letter.text()).doesNotContain("#token", "Eve");
        assertThat(mail.with(ada.email(), Newcomer.VERIFY)).hasSize(1);
        ada.signIn().expect(200);
        ada.with("another password of mine").signIn().expect(401);
    }

    @Test
    void givesTheAccountToTheRegistrationWhoseLinkWasOpenedFirst() {
        Newcomer eve = ada.with("a password only Eve knows").of("Eve " + ada.company());
        eve.register().expect(201);
        mail.await(ada.email(), Newcomer.VERIFY);
        ada.register().expect(201);
        String hers = mail.awaitNth(ada.email(), Newcomer.VERIFY, 2).token();
        String eves = mail.with(ada.email(), Newcomer.VERIFY).getFirst().token();

        ada.verify(hers).expect(200);

        assertThat(ada.verify(eves).expect(422).text("code")).isEqualTo("link_refused");
        ada.signIn().expect(200);
        eve.signIn().expect(401);
        assertThat(ada.client().get("/auth/me").expect(200).json().required("tenants"))
                .hasSize(1);
    }

    @Test
    void knowsAnAddressHoweverItIsWritten() {
        ada.join();
        Newcomer shouting = new Newcomer(
                host, mail, "Ada", ada.company(), " " + ada.email().toUpperCase(Locale.ROOT) + " ", ada.password());

        assertThat(shouting.register().expect(201).text("email")).isEqualTo(ada.email());
        mail.await(ada.email(), Newcomer.EXISTS);
        shouting.signIn().expect(200);
    }

    @Test
    void showsAHostileNameInItsMailAsWhatItIs() {
        Newcomer hostile = ada.named("<img src=x onerror=alert(1)>\u202Egnp");
        hostile.join();

        MailReader.Received welcome = mail.await(ada.email(), "Welcome to AdGenius");

        assertThat(welcome.html())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img", "\u202E");
        assertThat(mail.with(ada.email(), Newcomer.VERIFY).getFirst().text())
                .as("the first mail may go to somebody else, so it holds nothing that was typed")
                .doesNotContain("<img", ada.company());
    }

    @ParameterizedTest
    @CsvSource({
        "password, 'too short', password",
        "password, 123456789012, password",
        "email, 'nobody', email",
        "email, 'a@b\nBcc: c@d', email",
        "name, ' ', name",
        "company, 'a\nb', company"
    })
    void namesTheFieldThatIsWrong(String field, String value, String named) {
        Map<String, String> body = new HashMap<>(
                Map.of("name", ada.name(), "company", ada.company(), "email", ada.email(), "password", ada.password()));
        body.put(field, value.replace("\\n", "\n"));

        ApiResponse refused = host.anonymous().post("/auth/register", body).expect(422);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo(named);
    }

    @Test
    void refusesAPasswordMadeOfTheAddressOrTheCompany() {
        ada.with(ada.email()).register().expect(422);
        ada.with(ada.company() + "!").register().expect(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"role", "tenant", "is_staff", "is_active", "plan", "slug", "platform_admin", "email_verified"})
    void takesNothingBesideItsFields(String field) {
        ApiResponse refused = host.anonymous()
                .post(
                        "/auth/register",
                        Map.of(
                                "name",
                                ada.name(),
                                "company",
                                ada.company(),
                                "email",
                                ada.email(),
                                "password",
                                ada.password(),
                                field,
                                "owner"))
                .expect(400);

        assertThat(refused.text("code")).isEqualTo("unknown_field");
    }

    @Test
    void keepsNoSecretInTheClear() {
        ada.register().expect(201);
        String token = mail.await(ada.email(), Newcomer.VERIFY).token();
        ada.forgot().expect(202);

        List<Document> registrations = PublicDatabase.find("registrations", "email", ada.email());
        List<Document> mails = PublicDatabase.find("mail_outbox", "to", ada.email());

        assertThat(registrations).hasSize(1);
        assertThat(mails).hasSizeGreaterThanOrEqualTo(2);
        assertThat(registrations.toString() + mails)
                .doesNotContain(token, ada.password())
                .contains("$argon2id$");
    }

    @Test
    void asksForPatienceAfterAFewMailsToOneAddress() {
        for (int i = 0; i < 5; i++) {
            ada.register().expect(201);
        }

        ApiResponse refused = ada.register().expect(429);

        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).contains("3600");
        Newcomer.at(host).register().expect(201);
    }
}
