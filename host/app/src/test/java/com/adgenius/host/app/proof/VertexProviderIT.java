package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant with Google's models, over HTTP from the upload of the plugin to the creative: the server is the strict one, so
 * that what arrives there is what Google's protocol has.
 */
@TestInstance(Lifecycle.PER_CLASS)
class VertexProviderIT {

    private static final String SHOE = "A shoe for running";
    private static final String HTML = "<html>A page of a proxy</html>";

    @TempDir
    private static Path folder;

    private VertexServer vertex;
    private HostProcess host;
    private Api administrator;
    private ProviderTenant studio;

    /**
     * What Vertex AI does with a question, and how the creative fails.
     *
     * @param times how often it does that
     * @param to what it answers, as in {@link VertexServer#script}
     * @param reply a factory of the fake's replies
     * @param given what that takes
     */
    private record Failure(String code, String kind, int times, String to, String reply, List<Object> given) {

        static Failure of(String code, String kind, String reply, Object... given) {
            return new Failure(code, kind, 1, "reply", reply, List.of(given));
        }

        /** A refusal of the question for copy. */
        static Failure refused(String code, int status, String name) {
            return of(code, "text", "error", status, name, "In Google's words");
        }

        static Failure film(String code, String reply, Object... given) {
            return new Failure(code, "video", 1, "film", reply, List.of(given));
        }

        Failure repeated(int often) {
            return new Failure(code, kind, often, to, reply, given);
        }
    }

    private static final List<Failure> FAILURES = List.of(
            Failure.refused("invalid_input", 400, "INVALID_ARGUMENT"),
            Failure.refused("unauthorized", 400, "FAILED_PRECONDITION"),
            Failure.refused("unauthorized", 401, "UNAUTHENTICATED"),
            Failure.refused("unauthorized", 403, "PERMISSION_DENIED"),
            Failure.refused("unauthorized", 404, "NOT_FOUND"),
            Failure.refused("quota_exceeded", 429, "RESOURCE_EXHAUSTED").repeated(4),
            Failure.refused("unavailable", 503, "UNAVAILABLE").repeated(4),
            Failure.refused("unavailable", 500, "INTERNAL"),
            Failure.refused("unavailable", 504, "DEADLINE_EXCEEDED"),
            Failure.of("unavailable", "text", "broken"),
            Failure.of("blocked", "text", "promptBlocked", "PROHIBITED_CONTENT"),
            Failure.of("blocked", "text", "finished", "SAFETY"),
            Failure.of("invalid_result", "text", "finished", "MAX_TOKENS"),
            Failure.of("invalid_result", "text", "text", "{\"variants\":["),
            Failure.of("invalid_result", "text", "text", "{\"variants\":[]}").repeated(2),
            Failure.of("invalid_result", "text", "raw", 200, HTML),
            Failure.of("blocked", "image", "finished", "IMAGE_SAFETY"),
            Failure.of("unavailable", "image", "cutOff"),
            Failure.of("invalid_result", "image", "picture", "image/png", "AAAA"),
            Failure.of("invalid_input", "video", "error", 400, "INVALID_ARGUMENT", "Not such a video"),
            Failure.of("unauthorized", "video", "error", 403, "PERMISSION_DENIED", "Not you"),
            Failure.of("unknown_outcome", "video", "error", 500, "INTERNAL", "Broken"),
            Failure.of("unknown_outcome", "video", "raw", 200, HTML),
            Failure.film("blocked", "failed", 3, "The prompt violates the usage guidelines"),
            Failure.film("invalid_input", "failed", 3, "Unsupported aspect"),
            Failure.film("quota_exceeded", "failed", 8, "Quota exceeded"),
            Failure.film("unavailable", "failed", 13, "Internal error"),
            Failure.film("unknown_outcome", "error", 404, "NOT_FOUND", "No such operation"),
            Failure.film("blocked", "raw", 200, "{\"done\":true,\"response\":{\"raiMediaFilteredCount\":1}}"),
            Failure.film("invalid_result", "raw", 200, "{\"done\":true,\"response\":{\"videos\":[]}}"));

    @BeforeAll
    void start() throws Exception {
        vertex = VertexServer.start();
        Map<String, String> environment = new HashMap<>(vertex.allowed());
        environment.putAll(ProviderTenant.PATIENT);
        host = HostProcess.start(folder.resolve("data"), environment);
        administrator = Api.administrator(host);
        ProviderTenant.install(administrator, VertexServer.PROVIDER);
        Embedder.install(administrator, folder);
        studio = tenant("studio");
    }

    @AfterAll
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
        vertex.close();
    }

    private ProviderTenant tenant(String slug) throws Exception {
        ProviderTenant tenant = ProviderTenant.of(administrator, slug, VertexServer.PROVIDER);
        String address = vertex.address();
        tenant.settings(body -> body.put("project", "acme-ads").put("endpoint", address));
        return tenant;
    }

    @Test
    void everyBriefBecomesCreativesAndItsTextVectors() throws Exception {
        Map<String, Integer> made = new EveryBrief(studio, folder).make(VertexProviderIT::serves, vertex::writing);

        System.out.printf("briefs: %d through %s, assets %s%n", EveryBrief.all().size(), VertexServer.PROVIDER, made);
        assertThat(made).isEqualTo(Map.of("text", 12, "image", 7, "video", 4));
        String vectors = Embedder.ask(studio, SHOE);
        studio.ready(vectors);
        assertThat(Embedder.dimensions(studio, vectors)).containsExactly("1408", "1408");
    }

    /** Veo makes videos of 16:9 and 9:16 alone. */
    private static boolean serves(String kind, String format) {
        return !kind.equals("video") || format.endsWith("16x9") || format.endsWith("9x16");
    }

    @Test
    void aHostileBriefChangesNothingButItsOwnText() throws Exception {
        ProviderTenant tenant = tenant("hostile");
        EveryBrief briefs = new EveryBrief(tenant, folder);
        for (JsonNode brief : EveryBrief.all()) {
            if (brief.get("id").asText().equals("hostile")) {
                briefs.brand(brief);
                String hostile = brief.get("prompt").asText();
                asksAlike(tenant, "text", "google_rsa", "generateContent", hostile);
                asksAlike(tenant, "image", "meta_feed_1x1", "generateContent", hostile);
                asksAlike(tenant, "video", "youtube_16x9", "predictLongRunning", hostile);
            }
        }
    }

    private void asksAlike(ProviderTenant tenant, String kind, String format, String verb, String hostile)
            throws Exception {
        tenant.made(kind, SHOE, format);
        JsonNode harmless = vertex.bodies(verb).getLast();
        tenant.made(kind, hostile, format);
        JsonNode question = vertex.bodies(verb).getLast();

        Map<String, String> values = HostileBrief.withoutText(harmless, SHOE);
        assertThat(HostileBrief.withoutText(question, hostile)).isEqualTo(values);
        assertThat(values).as("the text is in the question").isNotEqualTo(HostileBrief.values(harmless));
    }

    @Test
    void everyFailureOfGooglesIsTheCreativesInItsOwnCode() throws Exception {
        for (Failure failure : FAILURES) {
            for (int i = 0; i < failure.times(); i++) {
                vertex.script(failure.to(), failure.reply(), failure.given().toArray());
            }
            assertThat(studio.problem(studio.ask(failure.kind(), SHOE, format(failure.kind()))))
                    .as(failure.toString())
                    .isEqualTo(failure.code());
        }
        vertex.thenFilm(new byte[] {1, 2, 3});
        assertThat(studio.problem(studio.ask("video", SHOE, "youtube_16x9"))).isEqualTo("invalid_result");
        vertex.thenFilm(Arrays.copyOf(vertex.film(), 6000));
        assertThat(studio.problem(studio.ask("video", SHOE, "youtube_16x9"))).isEqualTo("invalid_result");
        vertex.thenFilm(vertex.film());
        assertThat(studio.problem(studio.ask("video", SHOE, "meta_stories_9x16")))
                .as("a video of another shape")
                .isEqualTo("invalid_result");
        assertThat(studio.problem(studio.ask("video", SHOE, "meta_feed_1x1")))
                .as("a shape that Veo does not make")
                .isEqualTo("invalid_input");
        vertex.script("vector", "error", 403, "PERMISSION_DENIED", "Not you");
        assertThat(studio.problem(Embedder.ask(studio, SHOE))).isEqualTo("unauthorized");
        studio.made("text", SHOE, "google_rsa");
    }

    private static String format(String kind) {
        return switch (kind) {
            case "text" -> "google_rsa";
            case "image" -> "meta_feed_1x1";
            default -> "youtube_16x9";
        };
    }

    @Test
    void whatATenantSetsWrongIsSaidToIt() throws Exception {
        ProviderTenant tenant = ProviderTenant.of(administrator, "newcomer", VertexServer.PROVIDER);
        assertThat(tenant.refusal(SHOE))
                .as("another tenant's settings are not this one's")
                .isIn("unauthorized", "no_provider");
        tenant.settings(body -> body.put("project", "acme-ads").put("endpoint", host.adminAddress()));
        assertThat(tenant.problem(tenant.ask("text", SHOE, "google_rsa")))
                .as("what only the host reaches, and no operator listed")
                .isEqualTo("unauthorized");
        String address = vertex.address();
        tenant.settings(
                body -> body.put("project", "acme-ads").put("endpoint", address).put("deadline_seconds", 1));
        CountDownLatch released = new CountDownLatch(1);
        vertex.script("reply", "silent", released);
        assertThat(tenant.problem(tenant.ask("text", SHOE, "google_rsa")))
                .as("no answer in time")
                .isEqualTo("unavailable");
        released.countDown();

        tenant.api()
                .put("/plugins/" + VertexServer.PROVIDER + "/enabled", body -> body.put("enabled", false))
                .expect(200);
        assertThat(tenant.refusal(SHOE)).isEqualTo("no_provider");
    }
}
