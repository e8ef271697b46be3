package com.adgenius.host.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final Map<String, Object> SPRING = Map.of(
            "name", " Spring marathon ",
            "objective", "2,000 pairs sold",
            "start_date", "2027-03-01",
            "end_date", "2027-04-30",
            "budget", Map.of("amount", "12500.00", "currency", "EUR"));

    private final ApiClient owner = TENANT.owner();

    private static String make(ApiClient client, Map<String, Object> campaign) {
        return client.post("/campaigns", campaign).expect(201).text("id");
    }

    private ApiClient at(String id) {
        return owner.with(
                "If-Match",
                owner.get("/campaigns/" + id).expect(200).header("ETag").orElseThrow());
    }

    private static List<String> fields(ApiResponse refused) {
        return refused.expect(422).json().required("errors").findValuesAsText("field");
    }

    @Test
    void isReadAsItWasMade() {
        ApiResponse made = owner.post("/campaigns", SPRING).expect(201);
        ApiResponse read = owner.get(made.header("Location").orElseThrow().substring("/api/v1".length()))
                .expect(200);

        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).contains("\"1\"").isEqualTo(made.header("ETag"));
        JsonNode campaign = read.json();
        assertThat(campaign.path("name").asText()).isEqualTo("Spring marathon");
        assertThat(campaign.path("start_date").asText()).isEqualTo("2027-03-01");
        assertThat(campaign.path("end_date").asText()).isEqualTo("2027-04-30");
        assertThat(campaign.at("/budget/amount").asText()).isEqualTo("12500.00");
        assertThat(campaign.at("/budget/currency").asText()).isEqualTo("EUR");
        assertThat(campaign.path("drafts").asBoolean(true)).isFalse();
        assertThat(campaign.path("deleted_at").isNull()).isTrue();
        assertThat(campaign.path("created_at")).isEqualTo(campaign.path("updated_at"));
    }

    @Test
    void needsNoMoreThanAName() {
        JsonNode campaign =
                owner.post("/campaigns", Map.of("name", "Bare")).expect(201).json();

        for (String field : List.of("start_date", "end_date", "budget")) {
            assertThat(campaign.required(field).isNull()).as(field).isTrue();
        }
        assertThat(campaign.path("objective").asText()).isEmpty();
    }

    @Test
    void namesEachFieldThatIsWrong() {
        assertThat(fields(owner.post(
                        "/campaigns",
                        Map.of(
                                "name", " ",
                                "objective", "x".repeat(501),
                                "start_date", "2027-03-02",
                                "end_date", "2027-03-01",
                                "budget", Map.of("amount", "-1", "currency", "EURO")))))
                .containsExactlyInAnyOrder("name", "objective", "end_date", "budget.amount", "budget.currency");
        for (String amount : List.of("1e3", "1,50", "0x1", "1.234", " 1", "9".repeat(16), "١")) {
            assertThat(fields(owner.post(
                            "/campaigns",
                            Map.of("name", "Bad", "budget", Map.of("amount", amount, "currency", "EUR")))))
                    .as(amount)
                    .containsExactly("budget.amount");
        }
        assertThat(fields(owner.post(
                        "/campaigns", Map.of("name", "Yen", "budget", Map.of("amount", "1.5", "currency", "JPY")))))
                .containsExactly("budget.amount");
        owner.post("/campaigns", "{\"name\": \"x\", \"start_date\": \"2027-02-30\"}")
                .expect(400);
        owner.post("/campaigns", "{\"name\": \"x\", \"budget\": {\"amount\": 12.5, \"currency\": \"EUR\"}}")
                .expect(400);
        owner.post(
                        "/campaigns",
                        "{\"name\": \"x\", \"budget\": {\"amount\": \"1\", \"currency\": \"EUR\", \"$inc\": 1}}")
                .expect(400);
    }

    @Test
    void keepsEachDigitOfAnAmount() {
        String id = make(
                owner, Map.of("name", "Exact", "budget", Map.of("amount", "999999999999999.99", "currency", "USD")));

        assertThat(owner.get("/campaigns/" + id).json().at("/budget/amount").asText())
                .isEqualTo("999999999999999.99");
    }

    @Test
    void isChangedInPart() {
        String id = make(owner, SPRING);
        Map<String, Object> emptied = new HashMap<>();
        emptied.put("end_date", null);
        emptied.put("budget", null);

        JsonNode named = at(id).patch("/campaigns/" + id, Map.of("name", "Summer"))
                .expect(200)
                .json();
        ApiResponse open = at(id).patch("/campaigns/" + id, emptied).expect(200);

        assertThat(named.path("name").asText()).isEqualTo("Summer");
        assertThat(named.path("end_date").asText()).isEqualTo("2027-04-30");
        assertThat(open.json().path("end_date").isNull()).isTrue();
        assertThat(open.json().path("budget").isNull()).isTrue();
        assertThat(open.json().path("start_date").asText()).isEqualTo("2027-03-01");
        assertThat(open.header("ETag")).contains("\"3\"");
        assertThat(fields(at(id).patch("/campaigns/" + id, Map.of("end_date", "2027-01-01"))))
                .as("against the start date that stays")
                .containsExactly("end_date");
        assertThat(at(id).patch("/campaigns/" + id, Map.of("name", "Summer"))
                        .expect(200)
                        .header("ETag"))
                .as("what changes nothing is no change")
                .contains("\"3\"");
    }

    @Test
    void isChangedOnlyByWhoReadItAsItIs() {
        String id = make(owner, SPRING);
        ApiClient stale = at(id);
        at(id).patch("/campaigns/" + id, Map.of("name", "Theirs")).expect(200);

        assertThat(owner.patch("/campaigns/" + id, Map.of("name", "Mine"))
                        .expect(428)
                        .text("code"))
                .isEqualTo("precondition_required");
        assertThat(stale.patch("/campaigns/" + id, Map.of("name", "Mine"))
                        .expect(412)
                        .text("code"))
                .isEqualTo("stale");
        stale.delete("/campaigns/" + id).expect(412);
        assertThat(owner.get("/campaigns/" + id).text("name")).isEqualTo("Theirs");
    }

    @Test
    void isFoundByItsBeginningItsObjectiveAndItsDays() {
        ApiClient alone = HOST.newTenant().owner();
        String spring = make(alone, SPRING);
        String always = make(alone, Map.of("name", "Always (on)", "objective", "2,000 pairs sold"));
        String autumn = make(alone, Map.of("name", "autumn", "start_date", "2027-09-01"));

        assertThat(ids(alone, "")).containsExactly(autumn, always, spring);
        assertThat(ids(alone, "?q=sPRing")).containsExactly(spring);
        assertThat(ids(alone, "?q=marathon")).isEmpty();
        assertThat(ids(alone, "?q=always%20(")).containsExactly(always);
        assertThat(ids(alone, "?q=.*")).as("a text is no pattern").isEmpty();
        assertThat(ids(alone, "?objective=2%2C000%20pairs%20sold&ordering=name"))
                .containsExactly(always, spring);
        assertThat(ids(alone, "?active_on=2027-04-30&ordering=name")).containsExactly(always, spring);
        assertThat(ids(alone, "?active_on=2027-05-01")).containsExactly(always);
        assertThat(ids(alone, "?ordering=-name")).containsExactly(spring, autumn, always);
        assertThat(ids(alone, "?ordering=-start_date")).startsWith(autumn, spring);
        JsonNode page =
                alone.get("/campaigns?page_size=1&ordering=name").expect(200).json();
        assertThat(page.path("count").asInt()).isEqualTo(3);
        assertThat(alone.get("/" + page.path("next").asText())
                        .expect(200)
                        .json()
                        .at("/results/0/id")
                        .asText())
                .isEqualTo(autumn);
        for (String query : List.of("ordering=budget", "ordering=$where", "active_on=today", "deleted=maybe")) {
            assertThat(alone.get("/campaigns?" + query).expect(400).text("code"))
                    .as(query)
                    .isEqualTo("malformed_parameter");
        }
    }

    private static List<String> ids(ApiClient client, String query) {
        return client.get("/campaigns" + query)
                .expect(200)
                .json()
                .required("results")
                .findValuesAsText("id");
    }

    @Test
    void comesBackAfterItWasRemoved() {
        ApiClient alone = HOST.newTenant().owner();
        String id = make(alone, SPRING);

        alone.delete("/campaigns/" + id).expect(204);

        alone.get("/campaigns/" + id).expect(404);
        alone.get("/campaigns/" + id + "/summary").expect(404);
        alone.delete("/campaigns/" + id).expect(404);
        alone.with("If-Match", "\"2\"")
                .patch("/campaigns/" + id, Map.of("name", "x"))
                .expect(404);
        assertThat(ids(alone, "")).doesNotContain(id);
        JsonNode listed =
                alone.get("/campaigns?deleted=true").expect(200).json().at("/results/0");
        assertThat(listed.path("id").asText()).isEqualTo(id);
        assertThat(listed.path("restorable_until").asText())
                .isGreaterThan(listed.path("deleted_at").asText());

        JsonNode restored =
                alone.post("/campaigns/" + id + "/restore", "").expect(200).json();
        assertThat(restored.path("name").asText()).isEqualTo("Spring marathon");
        assertThat(restored.path("deleted_at").isNull()).isTrue();
        assertThat(ids(alone, "?deleted=true")).isEmpty();
        alone.post("/campaigns/" + id + "/restore", "").expect(200);
        alone.post("/campaigns/0198c0de-0000-7000-8000-000000000000/restore", "")
                .expect(404);
    }

    @Test
    void draftsCannotBeRemoved() {
        ApiClient alone = HOST.newTenant().owner();
        assertThat(alone.get("/campaigns").expect(200).json().path("count").asInt())
                .isZero();
        // Whoever asks for a creative in a way that is refused has still named no campaign.
        alone.post("/creatives", Map.of("kind", "text", "prompt", " ", "formats", List.of("google_rsa")))
                .expect(422);
        assertThat(ids(alone, "")).isEmpty();
    }

    @Test
    void isEachTenantsOwn() {
        ApiClient other = HOST.newTenant().owner();
        String id = make(owner, SPRING);

        other.get("/campaigns/" + id).expect(404);
        other.get("/campaigns/" + id + "/summary").expect(404);
        other.with("If-Match", "\"1\"")
                .patch("/campaigns/" + id, Map.of("name", "Taken"))
                .expect(404);
        other.delete("/campaigns/" + id).expect(404);
        owner.delete("/campaigns/" + id).expect(204);
        other.post("/campaigns/" + id + "/restore", "").expect(404);
        assertThat(ids(other, "?deleted=true")).isEmpty();
        owner.post("/campaigns/" + id + "/restore", "").expect(200);
        assertThat(owner.get("/campaigns/" + id).text("name")).isEqualTo("Spring marathon");
    }

    @Test
    void isChangedByEditorsAndReadByEverybody() {
        String id = make(HOST.newMember(TENANT, Role.EDITOR), SPRING);
        for (Role role : List.of(Role.VIEWER, Role.CLIENT)) {
            ApiClient reader = HOST.newMember(TENANT, role);
            reader.get("/campaigns/" + id).expect(200);
            reader.get("/campaigns/" + id + "/summary").expect(200);
            reader.get("/campaigns").expect(200);
            for (ApiResponse refused : Arrays.asList(
                    reader.post("/campaigns", SPRING),
                    reader.with("If-Match", "\"1\"").patch("/campaigns/" + id, Map.of("name", "x")),
                    reader.delete("/campaigns/" + id),
                    reader.post("/campaigns/" + id + "/restore", ""))) {
                assertThat(refused.expect(403).text("code")).isEqualTo("role_required");
            }
        }
    }

    @Test
    void isMadeOnceForOneKey() {
        ApiClient alone = HOST.newTenant().owner();
        ApiClient keyed = alone.with("Idempotency-Key", "once");

        String first = make(keyed, SPRING);

        assertThat(make(keyed, SPRING)).isEqualTo(first);
        assertThat(ids(alone, "")).containsExactly(first);
    }
}
