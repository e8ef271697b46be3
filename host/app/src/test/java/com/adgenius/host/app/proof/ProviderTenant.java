package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A tenant for whom one model provider answers, and no other.
 *
 * @param api its owner
 * @param provider the provider's id
 */
record ProviderTenant(Api api, String provider) {

    /** The environment of a host that goes on asking a provider that fails, however often. */
    static final Map<String, String> PATIENT = Map.of("ADGENIUS_PROVIDER_FAILURES", "0");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Has the host serve the provider that this checkout built, whether or not it brought it along. */
    static void install(Api administrator, String provider) throws Exception {
        assertThat(administrator.upload(CompiledFake.jar(provider)).status()).isIn(200, 201);
        administrator
                .put(
                        "/admin/plugins/" + provider + "/enabled",
                        body -> body.put("enabled", true).put("default_enabled", true))
                .expect(200);
        route(administrator, provider, "1.0.0");
    }

    /** Makes that version of a plugin the only one. */
    static void route(Api administrator, String plugin, String version) throws Exception {
        administrator
                .replace("/admin/plugins/" + plugin + "/route", body -> {
                    body.put("stable", version);
                    body.putNull("canary").putObject("pins");
                })
                .expect(200);
    }

    /** A new tenant with that provider. */
    static ProviderTenant of(Api administrator, String slug, String provider) throws Exception {
        Api owner = administrator.tenant(slug);
        for (JsonNode plugin :
                owner.get("/plugins?page_size=100").expect(200).json().get("results")) {
            String id = plugin.get("id").asText();
            if (id.startsWith("model-")) {
                owner.put("/plugins/" + id + "/enabled", body -> body.put("enabled", id.equals(provider)))
                        .expect(200);
            }
        }
        return new ProviderTenant(owner, provider);
    }

    /** Replaces what the tenant set for the provider. */
    void settings(Consumer<ObjectNode> values) throws Exception {
        api.replace("/plugins/" + provider + "/settings", body -> values.accept(body.putObject("settings")))
                .expect(200);
    }

    /** What the tenant set, as it is shown. */
    String settings() throws Exception {
        return api.get("/plugins/" + provider + "/settings").expect(200).text();
    }

    /** Asks for a creative; its id. */
    String ask(String kind, String prompt, String format) throws Exception {
        return request(kind, prompt, format).expect(202).json().get("id").asText();
    }

    /** Asks for a creative, which may be refused. */
    Api.Reply request(String kind, String prompt, String format) throws Exception {
        return api.post("/creatives", body -> {
            body.put("kind", kind).put("prompt", prompt).put("locale", "en-US");
            body.putArray("formats").add(format);
        });
    }

    /** The creative as it is now. */
    JsonNode now(String id) throws Exception {
        return api.get("/creatives/" + id).expect(200).json();
    }

    /** Whether nothing more becomes of it. */
    static boolean hasEnded(JsonNode creative) {
        return Set.of("ready", "failed", "cancelled")
                .contains(creative.get("status").asText());
    }

    /** The creative when it has ended. */
    JsonNode ended(String id) {
        return await().atMost(PATIENCE).until(() -> now(id), ProviderTenant::hasEnded);
    }

    /** The creative, which became ready. */
    JsonNode ready(String id) {
        JsonNode creative = ended(id);
        assertThat(creative.get("status").asText()).as(creative.toString()).isEqualTo("ready");
        return creative;
    }

    /** A creative of that kind for one format, which became ready. */
    JsonNode made(String kind, String prompt, String format) throws Exception {
        return ready(ask(kind, prompt, format));
    }

    /** The code of the refusal where copy is asked for, or of the failure where that was taken on. */
    String refusal(String prompt) throws Exception {
        Api.Reply reply = request("text", prompt, "google_rsa");
        String word = reply.status() == 202 ? "id" : "code";
        String said = reply.json().get(word).asText();
        return reply.status() == 202 ? problem(said) : said;
    }

    /** The code of the creative's problem, which the host documents. */
    String problem(String id) throws Exception {
        JsonNode creative = ended(id);
        assertThat(creative.get("status").asText()).as(creative.toString()).isEqualTo("failed");
        JsonNode problem = creative.get("problem");
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(documented()).contains(problem.get("code").asText());
        return problem.get("code").asText();
    }

    private Set<String> documented() throws Exception {
        Set<String> codes = new HashSet<>();
        api.document()
                .at("/components/schemas/CreativeProblem/properties/code/enum")
                .forEach(code -> codes.add(code.asText()));
        return codes;
    }
}
