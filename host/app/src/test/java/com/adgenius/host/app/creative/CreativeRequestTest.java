package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code POST /creatives} takes, and what it refuses before anything is made. */
class CreativeRequestTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);
    private static final ScriptedGenerator IMAGE = ScriptedGenerator.install(
                    HOST, CreativeKind.IMAGE, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();

    @Test
    void isQueuedWithItsAddressAndAnEstimate() {
        ApiResponse accepted =
                owner.post("/creatives", TEXT.request("An old pond")).expect(202);

        assertThat(accepted.text("status")).isEqualTo("queued");
        assertThat(accepted.header("Location")).contains("/api/v1/creatives/" + accepted.text("id"));
        assertThat(accepted.json().required("estimate").has("seconds_p50")).isTrue();
        assertThat(accepted.json().required("estimate").has("seconds_p90")).isTrue();
        assertThat(accepted.json().required("estimate").has("price")).isTrue();
        assertThat(accepted.json().required("estimate").required("jobs_ahead").isInt())
                .isTrue();
        JsonNode creative =
                owner.get("/creatives/" + accepted.text("id")).expect(200).json();
        assertThat(creative.path("prompt").asText()).isEqualTo("An old pond");
        assertThat(creative.path("locale").asText()).isEqualTo("en-US");
        assertThat(creative.path("count").asInt()).isEqualTo(1);
    }

    static List<Arguments> invalid() {
        return List.of(
                Arguments.of("kind", "haiku", "kind"),
                Arguments.of("kind", null, "kind"),
                Arguments.of("prompt", null, "prompt"),
                Arguments.of("prompt", "  ", "prompt"),
                Arguments.of("prompt", "x".repeat(4_001), "prompt"),
                Arguments.of("name", "x".repeat(201), "name"),
                Arguments.of("name", " ", "name"),
                Arguments.of("audience", "x".repeat(501), "audience"),
                Arguments.of("tone", "x".repeat(201), "tone"),
                Arguments.of("style", "x".repeat(501), "style"),
                Arguments.of("segments", List.of("runners", "runners"), "segments"),
                Arguments.of("segments", List.of("runners", ""), "segments[1]"),
                Arguments.of("segments", numbered(21), "segments"),
                Arguments.of("locale", "deutsch in Deutschland", "locale"),
                Arguments.of("locale", "", "locale"),
                Arguments.of("count", 0, "count"),
                Arguments.of("count", 11, "count"),
                Arguments.of("formats", null, "formats"),
                Arguments.of("formats", List.of(), "formats"),
                Arguments.of("formats", List.of(TEXT.format(), TEXT.format()), "formats"),
                Arguments.of("formats", numbered(21), "formats"),
                Arguments.of("formats", List.of(TEXT.format(), "no_such_format"), "formats[1]"),
                Arguments.of("formats", List.of(IMAGE.format()), "formats[0]"),
                Arguments.of("formats", Collections.singletonList(null), "formats[0]"),
                Arguments.of("campaign_id", "0198c0de-0000-7000-8000-000000000000", "campaign_id"),
                Arguments.of("reference_ids", numbered(11), "reference_ids"),
                Arguments.of("reference_ids", List.of("no-such-asset"), "reference_ids[0]"),
                Arguments.of("generator", "no-such-plugin", "generator"),
                Arguments.of("generator", IMAGE.id(), "generator"),
                Arguments.of("options", Map.of("surely_unknown", 1), "options.surely_unknown"));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(number -> "item-" + number).toList();
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("invalid")
    void isRefusedWithTheNameOfTheFieldThatBreaksARule(String field, Object value, String named) {
        Map<String, Object> body = TEXT.request("An old pond");
        body.put(field, value);

        ApiResponse refused = owner.post("/creatives", body).expect(422);

        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(refused.text("code")).isEqualTo("invalid");
        assertThat(refused.json().required("errors").findValuesAsText("field")).contains(named);
        assertThat(refused.json().required("errors").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @Test
    void isRefusedWithEverythingThatIsWrongAtOnce() {
        ApiResponse refused = owner.post("/creatives", Map.of("kind", "haiku", "count", 99, "locale", "?"))
                .expect(422);

        assertThat(refused.json().required("errors").findValuesAsText("field"))
                .contains("kind", "count", "locale", "prompt", "formats");
    }

    static List<Arguments> unreadable() {
        return List.of(
                Arguments.of("{\"promt\": \"An old pond\"}", "unknown_field", "promt"),
                Arguments.of("{\"count\": \"many\"}", "malformed_request", "count"),
                Arguments.of("{\"formats\": \"" + TEXT.format() + "\"}", "malformed_request", "formats"),
                Arguments.of("{\"options\": []}", "malformed_request", "options"));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("unreadable")
    void isRefusedWithTheNameOfTheFieldThatCannotBeRead(String body, String code, String named) {
        ApiResponse refused = owner.post("/creatives", body).expect(400);

        assertThat(refused.text("code")).isEqualTo(code);
        assertThat(refused.json().required("errors").findValuesAsText("field")).containsExactly(named);
    }

    @Test
    void isRefusedWhereItIsNoJsonObject() {
        for (String body : List.of("", "{", "null", "[]", "\"text\"", "{\"kind\": \"text\"} {}")) {
            assertThat(owner.post("/creatives", body).expect(400).text("code"))
                    .as(body)
                    .isEqualTo("malformed_request");
        }
    }

    @Test
    void tellsWhichKindsAFormatTakes() {
        Map<String, Object> body = TEXT.request("An old pond");
        body.put("formats", List.of(IMAGE.format()));

        assertThat(owner.post("/creatives", body).expect(422).text("detail")).contains("takes image, not text");
    }

    @Test
    void storesNothingWhereItIsRefused() {
        TenantUnderTest fresh = HOST.newTenant();
        TEXT.serve(fresh);
        Map<String, Object> body = TEXT.request("An old pond");
        body.put("count", 11);

        fresh.owner().post("/creatives", body).expect(422);

        assertThat(fresh.owner()
                        .get("/creatives")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @Test
    void isMadeOnceForOneIdempotencyKey() {
        TenantUnderTest fresh = HOST.newTenant();
        TEXT.serve(fresh);
        ApiClient client = fresh.owner().with("Idempotency-Key", "once");

        ApiResponse first =
                client.post("/creatives", TEXT.request("An old pond")).expect(202);
        ApiResponse again =
                client.post("/creatives", TEXT.request("An old pond")).expect(202);

        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        client.post("/creatives", TEXT.request("A new pond")).expect(409);
        assertThat(fresh.owner()
                        .get("/creatives")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }
}
