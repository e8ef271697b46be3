package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A generator that needs a model, for a tenant with and without a provider of it. */
class NoProviderTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Studio studio = new Studio(owner);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final ScriptedGenerator generator = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, Set.of(ModelKind.TEXT), (request, context) -> {
                        opened.await();
                        TextRequest question = new TextRequest(
                                request.brief(), "", request.brief().prompt(), "", Map.of());
                        return Scripts.copy(
                                request, context.models().text(question).text());
                    })
            .serve(tenant);

    private HostedPlugin provide() {
        HostedPlugin provider = HostedPlugin.unique(HOST);
        TextModel frog = (_, _) -> new TextResponse("frog", new ModelUsage("frog-1", Map.of()));
        return provider.serve(new ScriptedPlugin(provider.id(), "1.0.0").with(TextModel.class, frog), tenant);
    }

    private String offered(String path) {
        return owner.get(path + "?page_size=100").expect(200).body();
    }

    @Test
    void isRefusedAtOnceThoughAnotherGeneratorOfThatKindServes() {
        ScriptedGenerator.install(HOST, CreativeKind.TEXT, (_, _) -> {
                    throw new IllegalStateException("was not asked for");
                })
                .serve(tenant);

        ApiResponse refused =
                owner.post("/creatives", generator.request("By format")).expect(422);

        assertThat(refused.text("code")).isEqualTo("no_provider");
    }

    @Test
    void isRefusedAtOnceWithTheReason() {
        Map<String, Object> named = generator.request("By name");
        named.put("generator", generator.id());

        for (Object request : Set.of(named, generator.request("By format"))) {
            ApiResponse refused = owner.post("/creatives", request).expect(422);
            assertThat(refused.text("code")).isEqualTo("no_provider");
            assertThat(refused.text("detail")).contains(generator.id(), "model for text", "/plugins");
        }
        assertThat(owner.get("/creatives").expect(200).json().path("count").asInt())
                .isZero();
    }

    @Test
    void isOfferedAsSoonAsThereIsAProvider() {
        assertThat(offered("/generators")).doesNotContain(generator.id());
        assertThat(offered("/formats")).doesNotContain(generator.format());

        provide();

        assertThat(offered("/generators")).contains(generator.id());
        assertThat(offered("/formats")).contains(generator.format());
        opened.countDown();
        assertThat(studio.make(generator, "A pond").path("content")).hasSize(1);
    }

    @Test
    void failsWhereTheProviderIsSwitchedOffMeanwhile() {
        HostedPlugin provider = provide();
        String id = studio.ask(generator, "A pond");
        studio.await(id, "running");
        provider.allow(tenant, false);
        opened.countDown();

        JsonNode problem = studio.await(id, "failed").path("problem");

        assertThat(problem.path("code").asText()).isEqualTo("no_provider");
        assertThat(owner.post("/creatives/" + id + "/retry", "").expect(422).text("code"))
                .isEqualTo("no_provider");
        provider.allow(tenant, true);
        studio.retry(id);
        studio.await(id, "ready");
    }
}
