package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.proof.Curl.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger does first, by curl alone: start, sign in, make a tenant, describe a brand, generate. */
@TestInstance(Lifecycle.PER_CLASS)
class FirstUseIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GENERATION = Duration.ofMinutes(5);

    @TempDir
    private static Path folder;

    private HostProcess host;
    private Curl administrator;

    @BeforeAll
    void start() throws Exception {
        host = HostProcess.start(folder.resolve("data"));
        administrator = Curl.at(host.address(), folder).signedIn(host.firstLogin("email"), host.firstLogin("password"));
    }

    @AfterAll
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBriefBecomesCreativesWithinThePlatformsLimits() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode brief : EveryBrief.all()) {
            Curl owner = tenant(brief.get("id").asText());
            tests.add(DynamicTest.dynamicTest(brief.get("id").asText() + " brand", () -> describeBrand(owner, brief)));
            for (JsonNode kind : brief.get("kind")) {
                tests.add(DynamicTest.dynamicTest(
                        brief.get("id").asText() + " " + kind.asText(), () -> generate(owner, brief, kind.asText())));
            }
        }
        return tests.stream();
    }

    private void describeBrand(Curl owner, JsonNode brief) {
        ObjectNode brand = brief.get("brand").deepCopy();
        if (brief.get("id").asText().equals("hostile")) {
            Answer refused = owner.put("/api/v1/tenant/brand", brand);
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.header("Content-Type")).contains("application/problem+json");
            assertThat(refused.json().at("/errors/0/field").asText()).startsWith("palette");
            brand.remove("palette");
        }
        Answer answer = owner.put("/api/v1/tenant/brand", brand);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(owner.get("/api/v1/tenant/brand").json().get("name")).isEqualTo(brand.get("name"));
    }

    private void generate(Curl owner, JsonNode brief, String kind) throws Exception {
        List<String> formats = formatsOf(owner, brief, kind);
        assertThat(formats).isNotEmpty();
        ObjectNode request = JSON.createObjectNode()
                .put("kind", kind)
                .put("prompt", brief.get("prompt").asText())
                .put("locale", brief.get("locale").asText())
                .put("count", 1);
        ArrayNode wanted = request.putArray("formats");
        formats.forEach(wanted::add);

        JsonNode creative = ready(owner, request);

        for (String format : formats) {
            Answer content =
                    owner.get("/api/v1/creatives/" + creative.get("id").asText() + "/content?format=" + format);
            assertThat(content.status()).as(content.text()).isEqualTo(200);
            String mediaType = content.header("Content-Type").orElseThrow();
            switch (kind) {
                case "text" -> MadeContent.checkText(brief, format, content.json());
                case "image" -> MadeContent.checkPicture(format, mediaType, content.body());
                default -> MadeContent.checkVideo(format, mediaType, content.body(), folder);
            }
        }
    }

    @Test
    void aTextOverALimitWouldBeFound() {
        ObjectNode fields = JSON.createObjectNode();
        fields.putArray("headlines").add("Two").add("headlines and one of them is far too long");
        fields.putArray("descriptions").add("抹茶".repeat(30)).add("Fine");

        assertThat(PublishedLimits.broken("google_rsa", fields)).hasSize(3);
    }

    @Test
    void aDamagedVideoWouldBeFound() throws Exception {
        Assumptions.assumeTrue(Ffprobe.present(), Ffprobe.MISSING);
        Path file = Files.write(folder.resolve("damaged.mp4"), new byte[] {0, 0, 0, 8, 'f', 't', 'y', 'p'});

        assertThat(Ffprobe.complaint(file)).isNotEmpty();
    }

    @Test
    void aPluginSwitchedOffForOneTenantFailsItsQueuedJobsAndNobodyElses() throws Exception {
        Curl off = tenant("switched-off");
        Curl other = tenant("switched-on");
        ObjectNode picture =
                JSON.createObjectNode().put("kind", "image").put("prompt", "A lamp that clips on to any board");
        picture.putArray("formats").add("pmax_1x1").add("meta_feed_1x1").add("display_1.91x1");
        picture.put("count", 4);
        List<String> queued = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            queued.add(accepted(off, picture));
        }

        Answer switched = administrator.put(
                "/api/v1/admin/plugins/image/tenants/switched-off",
                JSON.createObjectNode().put("enabled", false));
        assertThat(switched.status()).as(switched.text()).isBetween(200, 204);

        Answer refused = off.post("/api/v1/creatives", picture);
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.json().get("code").asText()).isIn("plugin_disabled", "plugin_not_allowed");
        assertThat(refused.json().get("detail").asText()).contains("image");
        Answer lifted =
                off.put("/api/v1/plugins/image/enabled", JSON.createObjectNode().put("enabled", true));
        assertThat(lifted.status()).as(lifted.text()).isEqualTo(403);
        assertThat(lifted.json().get("code").asText()).isEqualTo("plugin_not_allowed");

        ready(other, picture.deepCopy().put("count", 1));
        Map<String, Integer> ends = new HashMap<>();
        for (String id : queued) {
            JsonNode ended = ended(off, id);
            ends.merge(
                    ended.get("status").asText() + " "
                            + ended.at("/problem/code").asText(),
                    1,
                    Integer::sum);
        }
        assertThat(ends.keySet()).isSubsetOf(Set.of("ready ", "failed plugin_disabled"));
        assertThat(ends).containsKey("failed plugin_disabled");
    }

    private Curl tenant(String slug) {
        String email = "owner@" + slug + ".example";
        String password = "correct horse battery " + slug;
        ObjectNode request = JSON.createObjectNode().put("slug", slug).put("name", slug);
        request.putObject("owner").put("email", email).put("password", password);
        Answer created = administrator.post("/api/v1/admin/tenants", request);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return Curl.at(host.address(), folder).signedIn(email, password);
    }

    private List<String> formatsOf(Curl owner, JsonNode brief, String kind) {
        JsonNode listed = owner.get("/api/v1/formats?page_size=100").json();
        JsonNode items = listed.get("results");
        return StreamSupport.stream(brief.get("formats").spliterator(), false)
                .map(JsonNode::asText)
                .filter(id -> StreamSupport.stream(items.spliterator(), false)
                        .anyMatch(format -> format.get("id").asText().equals(id)
                                && format.get("kinds").toString().contains("\"" + kind + "\"")))
                .toList();
    }

    private static String accepted(Curl owner, ObjectNode request) {
        Answer answer = owner.post("/api/v1/creatives", request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().get("status").asText()).isEqualTo("queued");
        assertThat(answer.json().has("estimate")).isTrue();
        assertThat(answer.header("Location").orElseThrow())
                .endsWith(answer.json().get("id").asText());
        return answer.json().get("id").asText();
    }

    private static JsonNode ready(Curl owner, ObjectNode request) {
        JsonNode creative = ended(owner, accepted(owner, request));
        assertThat(creative.get("status").asText()).as(creative.toString()).isEqualTo("ready");
        return creative;
    }

    private static JsonNode ended(Curl owner, String id) {
        return await().atMost(GENERATION)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> owner.get("/api/v1/creatives/" + id).json(),
                        creative -> Set.of("ready", "failed", "cancelled")
                                .contains(creative.path("status").asText()));
    }
}
