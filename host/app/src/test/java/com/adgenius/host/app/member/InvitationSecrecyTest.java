package com.adgenius.host.app.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an invitation tells nobody. */
class InvitationSecrecyTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Guest grace = Guest.at(host);

    @Test
    void looksTheSameForKnownAndUnknownAddresses() {
        Guest known = new Guest(host, host.newTenant().email(), "");
        Guest unknown = new Guest(host, "owner@" + UUID.randomUUID().toString().substring(0, 13) + ".example", "");
        assertThat(unknown.email()).as("the header says the length").hasSameSizeAs(known.email());

        assertThat(shape(known.invitedBy(owner, "editor"), known.email()))
                .isEqualTo(shape(unknown.invitedBy(owner, "editor"), unknown.email()))
                .startsWith("201|");
        assertThat(shape(new Guest(host, tenant.email(), "").invitedBy(owner, "editor"), tenant.email()))
                .as("the control: an answer that is another is seen")
                .startsWith("409|");
        assertThat(MailReader.shared()
                        .await(known.email(), Guest.SUBJECT)
                        .text()
                        .replaceAll("#token=\\S+", ""))
                .isEqualTo(MailReader.shared()
                        .await(unknown.email(), Guest.SUBJECT)
                        .text()
                        .replaceAll("#token=\\S+", ""));
    }

    /** What is the same for everybody: all but ids, times and the address that was sent. */
    private static String shape(ApiResponse answer, String email) {
        String headers = answer.headers().map().entrySet().stream()
                .filter(header -> !List.of("x-request-id", "date").contains(header.getKey()))
                .map(header -> header.getKey() + "=" + header.getValue())
                .sorted()
                .collect(Collectors.joining("|"));
        return (answer.status() + "|" + headers + "|" + answer.body())
                .replace(email, "EMAIL")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\"20[^\"]+Z\"", "TIME")
                .replaceAll("content-length=\\[\\d+]", "LENGTH");
    }

    @Test
    void keepsNoSecretInTheClear() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String token = grace.token();
        String stored = PublicDatabase.find("invitations", "_id", id).toString()
                + PublicDatabase.find("mail_outbox", "to", grace.email());
        assertThat(stored).contains(grace.email()).doesNotContain(token);

        grace.join(token).expect(201);

        assertThat(PublicDatabase.find("invitations", "_id", id).toString())
                .doesNotContain(grace.password(), "$argon2id$");
    }
}
