package com.adgenius.host.app.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways of people through the platform over HTTP, from the first mail to the sign-out. */
class PlatformWalkTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final ScriptedGenerator TEXT =
            ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"));

    private final Person founder = Person.at(HOST);
    private final String tenant = founder.found("Walkers " + founder.email().substring(7, 15));

    private static void serve(String slug) {
        TEXT.serve(new TenantUnderTest(slug, "", "", HOST.anonymous()));
    }

    private String campaign(Person person, String name) {
        return person.client()
                .post("/campaigns", Map.of("name", name))
                .expect(201)
                .text("id");
    }

    private String creative(Person person, String campaign) {
        Map<String, Object> request = TEXT.request("An old pond");
        request.put("campaign_id", campaign);
        String id = person.client().post("/creatives", request).expect(202).text("id");
        new Studio(person.client()).await(id, "ready");
        return id;
    }

    private static ApiClient asRead(Person person, String path) {
        return person.client()
                .with(
                        "If-Match",
                        person.client().get(path).expect(200).header("ETag").orElseThrow());
    }

    private static JsonNode edit(Person person, String creative, String line) {
        return asRead(person, "/creatives/" + creative)
                .patch(
                        "/creatives/" + creative,
                        Map.of(
                                "content",
                                List.of(Map.of(
                                        "format",
                                        TEXT.format(),
                                        "variant",
                                        1,
                                        "fields",
                                        Map.of("lines", List.of(line))))))
                .expect(200)
                .json();
    }

    private static JsonNode approve(Person person, String creative) {
        return person.client()
                .post(
                        "/creatives/" + creative + "/approve",
                        Map.of(
                                "content_hash",
                                person.read(creative).path("content_hash").asText()))
                .expect(200)
                .json();
    }

    private Person invited(String role) {
        Person person = Person.at(HOST);
        founder.client()
                .post("/tenant/invitations", Map.of("email", person.email(), "role", role))
                .expect(201);
        person.join(1);
        return person.signIn();
    }

    @Test
    void aFounderComesFromTheFirstMailToAnApprovedCreativeThatAnEditVoids() {
        founder.signIn();
        serve(tenant);

        founder.client()
                .put("/tenant/brand", Map.of("name", "Walkers", "audience", "people on foot"))
                .expect(200);
        String campaign = campaign(founder, "Spring");
        String creative = creative(founder, campaign);
        JsonNode edited = edit(founder, creative, "toad");
        JsonNode approved = approve(founder, creative);
        JsonNode voided = edit(founder, creative, "newt");

        assertThat(edited.at("/content/0/fields/lines/0").asText()).isEqualTo("toad");
        assertThat(approved.at("/approval/status").asText()).isEqualTo("approved");
        assertThat(voided.at("/approval/status").asText()).isNotEqualTo("approved");
        assertThat(founder.client()
                        .get("/creatives?campaign=" + campaign)
                        .expect(200)
                        .json()
                        .path("results")
                        .findValuesAsText("id"))
                .contains(creative);

        founder.refresh();
        ApiClient before = founder.client();
        founder.signOut();
        assertThat(before.get("/tenant").expect(401).text("code")).isNotBlank();
        founder.withCookie().post("/auth/jwt/refresh", "").expect(401);
    }

    @Test
    void anAgencyWorksForTwoTenantsThatNeverMeet() {
        Person agency = Person.at(HOST);
        String own = agency.found("Agency " + agency.email().substring(7, 15));
        agency.signIn();
        founder.signIn();
        founder.client()
                .post("/tenant/invitations", Map.of("email", agency.email(), "role", "editor"))
                .expect(201);
        agency.accept(1);

        String ours = campaign(agency.workIn(own), "Ours");
        String theirs = campaign(agency.workIn(tenant), "Theirs");

        assertThat(agency.campaigns()).contains(theirs).doesNotContain(ours);
        agency.client().get("/campaigns/" + ours).expect(404);
        assertThat(agency.workIn(own).campaigns()).contains(ours).doesNotContain(theirs);
        assertThat(agency.client()
                        .get("/auth/me")
                        .expect(200)
                        .json()
                        .at("/tenant/role")
                        .asText())
                .isEqualTo("owner");
        assertThat(founder.campaigns()).contains(theirs).doesNotContain(ours);
        agency.workIn(tenant).client().get("/tenant/invitations").expect(403);
    }

    @Test
    void eachRoleDoesItsPartAndNoMore() {
        founder.signIn();
        serve(tenant);
        Person viewer = invited("viewer");
        Person editor = invited("editor");
        Person administrator = invited("admin");
        Person client = invited("client");

        String campaign = campaign(editor, "Autumn");
        String creative = creative(editor, campaign);
        assertThat(viewer.campaigns()).contains(campaign);
        viewer.client().post("/campaigns", Map.of("name", "No")).expect(403);
        viewer.client()
                .post("/creatives/" + creative + "/approve", Map.of("content_hash", "0".repeat(64)))
                .expect(403);
        editor.client()
                .put("/plugins/" + TEXT.id() + "/enabled", Map.of("enabled", false))
                .expect(403);

        assertThat(approve(client, creative).at("/approval/status").asText()).isEqualTo("approved");
        client.client().post("/campaigns", Map.of("name", "No")).expect(403);
        asRead(client, "/creatives/" + creative)
                .patch("/creatives/" + creative, Map.of("name", "No"))
                .expect(403);

        administrator
                .client()
                .put("/plugins/" + TEXT.id() + "/enabled", Map.of("enabled", false))
                .expect(200);
        assertThat(editor.client()
                        .post("/creatives", TEXT.request("Off"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("plugin_disabled");
        administrator
                .client()
                .put("/plugins/" + TEXT.id() + "/enabled", Map.of("enabled", true))
                .expect(200);
        creative(editor, campaign);
        assertThat(administrator
                        .client()
                        .get("/tenant/members")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(5);
    }
}
