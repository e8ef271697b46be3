package com.adgenius.host.app.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gets an account by an invitation is told of, as who registers is: once, and nothing else is made of it. */
class InvitationWelcomeTest {

    private static final String WELCOME = "Welcome to AdGenius";

    private final HostUnderTest host = HostUnderTest.shared();
    private final MailReader mail = MailReader.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final Guest grace = Guest.at(host);

    private void join(Guest guest, String role) {
        guest.invitedBy(tenant.owner(), role).expect(201);
        guest.join(guest.token()).expect(201);
    }

    /** Nothing that was told waits to be handled. */
    private void awaitHandled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PublicDatabase.find("adgenius_messages", "tenant", tenant.slug())
                        .isEmpty());
    }

    @Test
    void welcomesWhoHadNoAccount() {
        join(grace, "editor");

        MailReader.Received welcome = mail.await(grace.email(), WELCOME);
        assertThat(welcome.text())
                .contains("Hello Grace Hopper,", "you belong to Tenant " + tenant.slug(), "id is " + tenant.slug())
                .doesNotContain("brand");
        assertThat(welcome.html()).contains("Grace Hopper", "<b>" + tenant.slug() + "</b>");
        assertThat(PublicDatabase.find("mail_outbox", "to", grace.email()))
                .filteredOn(sent -> sent.getString("kind").startsWith("welcome"))
                .singleElement()
                .satisfies(sent -> assertThat(sent).containsEntry("tenant", tenant.slug()));
    }

    @Test
    void makesNoTenant() {
        join(grace, "viewer");
        mail.await(grace.email(), WELCOME);
        awaitHandled();

        JsonNode tenants = grace.client().get("/auth/me").expect(200).json().required("tenants");
        assertThat(tenants.findValuesAsText("slug")).containsExactly(tenant.slug());
        assertThat(PublicDatabase.find("registrations", "email", grace.email())).isEmpty();
    }

    @Test
    void doesNotWelcomeWhoHasAnAccount() {
        TenantUnderTest agency = host.newTenant();
        Guest known = new Guest(host, agency.email(), agency.password());
        known.invitedBy(tenant.owner(), "editor").expect(201);
        known.accept(known.token()).expect(200);
        known.client().post("/auth/switch", Map.of("tenant", tenant.slug())).expect(200);

        // Told after it, and handled in that order.
        join(grace, "viewer");
        mail.await(grace.email(), WELCOME);
        awaitHandled();

        assertThat(PublicDatabase.find("invitations", "email", known.email()))
                .singleElement()
                .satisfies(accepted ->
                        assertThat(accepted).containsEntry("state", "done").doesNotContainKey("untold"));
        assertThat(PublicDatabase.find("mail_outbox", "to", known.email()))
                .filteredOn(sent -> sent.getString("kind").startsWith("welcome"))
                .isEmpty();
    }

    @Test
    void welcomesAnOwnerAsTheOneWhoBegins() {
        join(grace, Role.OWNER.value());

        assertThat(mail.await(grace.email(), WELCOME).text()).contains("brand");
    }
}
