package com.adgenius.host.app.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A tenant's model providers, from the order that it gives them to what stands on its creatives. */
class ProviderChoiceTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final String PATH = "/plugins/providers";

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Studio studio = new Studio(owner);
    private final ScriptedGenerator generator = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, Set.of(ModelKind.TEXT), (request, context) -> {
                        TextRequest question = new TextRequest(
                                request.brief(), "", request.brief().prompt(), "", Map.of());
                        String format = request.formats().getFirst();
                        String word = "";
                        for (int variant = 1; variant <= request.count(); variant++) {
                            word = context.models()
                                    .making(format, variant, 1)
                                    .text(question)
                                    .text();
                        }
                        return Scripts.copy(request, word);
                    })
            .serve(tenant);

    /** A provider of language that answers its own name, until it is told to fail. */
    private final class Provider implements TextModel {

        private final HostedPlugin plugin = HostedPlugin.unique(HOST);
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicReference<Optional<FailureCode>> failing = new AtomicReference<>(Optional.empty());
        private final boolean needsSettings;

        Provider(boolean needsSettings) {
            this.needsSettings = needsSettings;
            plugin.serve(content("1.0.0"), tenant);
        }

        String id() {
            return plugin.id();
        }

        ScriptedPlugin content(String version) {
            return new ScriptedPlugin(plugin.id(), version).with(TextModel.class, this);
        }

        void fails(FailureCode code) {
            failing.set(Optional.of(code));
        }

        @Override
        public String settingsSchema() {
            return needsSettings ? """
                    {"type": "object", "additionalProperties": false, "required": ["base_url"], "properties":
                     {"base_url": {"type": "string"}, "model": {"type": "string"}, "key": {"writeOnly": true}}}
                    """ : "";
        }

        @Override
        public Set<String> neededSettings() {
            return needsSettings ? Set.of("model", "key") : Set.of();
        }

        @Override
        public TextResponse generate(TextRequest request, TenantContext context) throws PluginException {
            calls.incrementAndGet();
            Optional<FailureCode> failure = failing.get();
            if (failure.isPresent()) {
                throw new PluginException(failure.get(), id() + " cannot");
            }
            return new TextResponse(id(), new ModelUsage("model of " + id(), Map.of("output_tokens", 1L)));
        }
    }

    private static String named(JsonNode provider) {
        return provider.path("id").asText();
    }

    private JsonNode text(String id) {
        for (JsonNode provider : owner.get(PATH).expect(200).json().path("text")) {
            if (named(provider).equals(id)) {
                return provider;
            }
        }
        throw new AssertionError("No provider " + id);
    }

    /** What stands in the list, without the providers of other tests. */
    private List<String> listed(ApiResponse response, Provider... ours) {
        List<String> ids = new ArrayList<>();
        response.json().path("text").forEach(provider -> ids.add(named(provider)));
        ids.retainAll(List.of(ours).stream().map(Provider::id).toList());
        return ids;
    }

    private ApiResponse order(ApiClient client, Object ids) {
        String tag = owner.get(PATH).expect(200).header("ETag").orElseThrow();
        return client.with("If-Match", tag).put(PATH, Map.of("text", ids));
    }

    private void order(Provider... providers) {
        order(owner, List.of(providers).stream().map(Provider::id).toList()).expect(200);
    }

    private static String servedBy(JsonNode creative) {
        assertThat(creative.path("served_by")).hasSize(1);
        JsonNode served = creative.path("served_by").get(0);
        assertThat(creative.at("/content/0/served_by")).isEqualTo(served);
        assertThat(served.path("provider_version").asText()).matches("[12]\\.0\\.0");
        assertThat(served.path("model").asText())
                .isEqualTo("model of " + served.path("provider").asText());
        return served.path("provider").asText() + (served.path("after_fallback").asBoolean() ? " after fall-back" : "");
    }

    private String made() {
        return servedBy(studio.make(generator, "A pond"));
    }

    @Test
    void theOrderHoldsForTheNextJobAndIsAuditedAndGuarded() {
        Provider one = new Provider(false);
        Provider other = new Provider(false);
        ApiResponse first = owner.get(PATH).expect(200);
        List<String> byId = listed(first, one, other);
        assertThat(byId).isSorted().hasSize(2);
        Provider last = byId.getFirst().equals(one.id()) ? other : one;
        Provider leading = last == one ? other : one;
        assertThat(made()).isEqualTo(leading.id());

        ApiResponse ordered = order(owner, List.of(last.id())).expect(200);

        assertThat(listed(ordered, one, other)).containsExactly(last.id(), leading.id());
        assertThat(text(last.id()).path("named").asBoolean()).isTrue();
        assertThat(text(leading.id()).path("named").asBoolean()).isFalse();
        assertThat(text(last.id()).path("status").asText()).isEqualTo("serves");
        assertThat(made()).isEqualTo(last.id());
        last.plugin.allow(tenant, false);
        assertThat(text(last.id()).path("status").asText()).isEqualTo("off");
        assertThat(made())
                .as("one that is off is passed over, which is no fall-back")
                .isEqualTo(leading.id());
        last.plugin.allow(tenant, true);
        assertThat(made()).isEqualTo(last.id());

        String stale = first.header("ETag").orElseThrow();
        owner.with("If-Match", stale).put(PATH, Map.of()).expect(412);
        owner.put(PATH, Map.of()).expect(428);
        assertThat(order(owner, List.of("no-such-plugin")).expect(422).text("detail"))
                .contains("text[0]", "no-such-plugin");
        assertThat(order(owner, List.of(generator.id())).expect(422).text("detail"))
                .contains("is no provider of models for text");
        order(owner, List.of(last.id(), last.id())).expect(422);
        order(HOST.newMember(tenant, Role.EDITOR), List.of(last.id())).expect(403);
        assertThat(owner.get("/tenant/audit/export").expect(200).body().lines())
                .anyMatch(line -> line.contains("providers.ordered") && line.contains(last.id()));
    }

    @Test
    void theNextServesWhereOneFailsAndOneThatFailsOnIsLeftAloneUntilItIsSwapped() {
        Provider failing = new Provider(false);
        Provider serving = new Provider(false);
        order(failing, serving);
        failing.fails(FailureCode.UNAVAILABLE);

        JsonNode creative = studio.make(generator, "A pond");
        String id = creative.path("id").asText();
        assertThat(servedBy(creative)).isEqualTo(serving.id() + " after fall-back");
        JsonNode usage =
                owner.get("/creatives/" + id + "/history").expect(200).json().at("/generation/usage");
        assertThat(usage).hasSize(1);
        assertThat(usage.get(0).path("provider").asText()).isEqualTo(serving.id());
        assertThat(usage.get(0).path("after_fallback").asBoolean()).isTrue();
        assertThat(usage.get(0).at("/quantities/output_tokens").asInt()).isEqualTo(1);

        JsonNode open = text(failing.id());
        while (open.path("status").asText().equals("serves")) {
            assertThat(failing.calls.get()).isLessThan(100);
            made();
            open = text(failing.id());
        }
        assertThat(open.path("status").asText()).isEqualTo("circuit_open");
        Instant until = Instant.parse(open.path("until").asText());
        assertThat(open.path("reason").asText()).contains("unavailable", failing.id() + " cannot");
        int calls = failing.calls.get();
        assertThat(made()).isEqualTo(serving.id() + " after fall-back");
        assertThat(failing.calls.get() == calls || Instant.now().isAfter(until))
                .as("it is asked no more, unless this machine was slower than the pause is long")
                .isTrue();

        failing.failing.set(Optional.empty());
        failing.plugin.upload(failing.content("2.0.0")).expect(201);
        failing.plugin.route("2.0.0").expect(200);
        assertThat(made()).isEqualTo(failing.id());
    }

    @Test
    void eachPieceSaysWhoMadeIt() {
        Provider first = new Provider(false);
        Provider second = new Provider(false);
        order(first, second);
        AtomicInteger pieces = new AtomicInteger();
        generator.does((request, context) -> {
            TextRequest question =
                    new TextRequest(request.brief(), "", request.brief().prompt(), "", Map.of());
            String format = request.formats().getFirst();
            for (int variant = 1; variant <= request.count(); variant++) {
                context.models().making(format, variant, 1).text(question);
                first.fails(FailureCode.QUOTA_EXCEEDED);
                pieces.incrementAndGet();
            }
            return Scripts.copy(request, "frog");
        });
        Map<String, Object> request = generator.request("Two ponds");
        request.put("count", 2);

        String id = owner.post("/creatives", request).expect(202).text("id");
        JsonNode creative = studio.await(id, "ready");

        assertThat(creative.at("/content/0/served_by/provider").asText()).isEqualTo(first.id());
        assertThat(creative.at("/content/0/served_by/after_fallback").asBoolean())
                .isFalse();
        assertThat(creative.at("/content/1/served_by/provider").asText()).isEqualTo(second.id());
        assertThat(creative.at("/content/1/served_by/after_fallback").asBoolean())
                .isTrue();
        assertThat(creative.path("served_by")).hasSize(2);
        assertThat(pieces).hasValue(2);
    }

    @Test
    void oneThatIsNotSetUpIsNeverAskedNorWaitedFor() {
        Provider unset = new Provider(true);
        assertThat(text(unset.id()).path("status").asText()).isEqualTo("not_configured");
        assertThat(text(unset.id()).path("reason").asText()).contains("base_url", "model", "key");
        ApiResponse refused =
                owner.post("/creatives", generator.request("A pond")).expect(422);
        assertThat(refused.text("code")).isEqualTo("no_provider");
        assertThat(owner.get("/generators?page_size=100").expect(200).body()).doesNotContain(generator.id());

        Provider other = new Provider(false);
        order(unset, other);
        assertThat(made()).isEqualTo(other.id());

        set(unset, Map.of("base_url", "http://localhost", "model", "frog"));
        assertThat(text(unset.id()).path("reason").asText()).contains("key").doesNotContain("model,");
        assertThat(made()).as("a secret is needed, too").isEqualTo(other.id());
        assertThat(unset.calls).hasValue(0);

        set(unset, Map.of("base_url", "http://localhost", "model", "frog", "key", "secret"));
        assertThat(text(unset.id()).path("status").asText()).isEqualTo("serves");
        assertThat(made()).isEqualTo(unset.id());
    }

    private void set(Provider provider, Map<String, Object> settings) {
        String path = "/plugins/" + provider.id() + "/settings";
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.with("If-Match", tag)
                .put(path, new HashMap<>(Map.of("settings", settings)))
                .expect(200);
    }
}
