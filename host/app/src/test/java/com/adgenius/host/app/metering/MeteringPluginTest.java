package com.adgenius.host.app.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.PluginWorld;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.Metering;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who meters: a plugin that is on for the tenant, else the host alone; the host counts in any case. */
class MeteringPluginTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ModelUsage USED = new ModelUsage("muse-1", Map.of("output_tokens", 12L));

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final HostUnderTest.TenantUnderTest tenant = HOST.newTenant();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        mongo.close();
    }

    @Test
    void aPluginThatIsOnDecidesAndHearsOfTheCharge() {
        ScriptedMetering metering = new ScriptedMetering();
        meter(metering);

        ApiResponse accepted = ask(generator(this::write));
        awaitUsage("committed");

        String id = accepted.text("id");
        assertThat(accepted.json().path("estimate").path("price").path("amount").asText())
                .isEqualTo("2");
        assertThat(metering.reserved).singleElement().satisfies(request -> {
            assertThat(request.reservationId()).isEqualTo(id);
            assertThat(request.assets()).isEqualTo(1);
        });
        assertThat(metering.committed).containsExactly(id);
        assertThat(metering.used).containsExactly(USED);
        assertThat(metering.refunded).isEmpty();
    }

    @Test
    void whatThePluginRefusesTheApiRefuses() {
        meter(new ScriptedMetering(_ -> {
            throw new PluginException(FailureCode.QUOTA_EXCEEDED, "The plan has no creatives left this month");
        }));

        ApiResponse refused = tenant.owner()
                .post("/creatives", generator(this::write).request("Too much"))
                .expect(429);

        assertThat(refused.text("code")).isEqualTo("quota_exceeded");
        assertThat(refused.text("detail")).contains("The plan has no creatives left this month");
        assertThat(tenant.owner()
                        .get("/creatives")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(usage())
                .singleElement()
                .satisfies(record ->
                        assertThat(record).containsEntry("state", "refunded").containsEntry("reason", "refused"));
    }

    @Test
    void whereThePluginCannotBeAskedNothingIsGenerated() {
        meter(new ScriptedMetering(_ -> {
            throw new IllegalStateException("Broken");
        }));

        ApiResponse unavailable = tenant.owner()
                .post("/creatives", generator(this::write).request("Now"))
                .expect(503);

        assertThat(unavailable.header("Retry-After")).isPresent();
    }

    @Test
    void whatFailsIsGivenBackThroughThePlugin() {
        ScriptedMetering metering = new ScriptedMetering();
        meter(metering);

        String id = ask(generator((_, _) -> {
                    throw new PluginException(FailureCode.BLOCKED, "Not this");
                }))
                .text("id");
        awaitUsage("refunded");

        assertThat(metering.refunded).containsExactly(id + " blocked");
        assertThat(metering.committed).isEmpty();
    }

    @Test
    void withThePluginOffRequestsPassAndUsageIsRecorded() {
        ScriptedMetering metering = new ScriptedMetering(_ -> {
            throw new PluginException(FailureCode.QUOTA_EXCEEDED, "Nothing may pass");
        });
        meter(metering).allow(tenant, false);

        ApiResponse accepted = ask(generator(this::write));
        Document record = awaitUsage("committed");

        assertThat(accepted.json().path("estimate").path("price").isNull()).isTrue();
        assertThat(record.getList("usage", Document.class))
                .singleElement()
                .satisfies(used -> assertThat(used)
                        .containsEntry("model", "muse-1")
                        .containsEntry(
                                "quantities", List.of(new Document("unit", "output_tokens").append("amount", 12L))));
        assertThat(metering.reserved).isEmpty();
        assertThat(metering.committed).isEmpty();
    }

    @Test
    void aPluginThatIsSwitchedOffMeanwhileHearsNothingMoreAndUsageIsRecorded() {
        ScriptedMetering metering = new ScriptedMetering();
        HostedPlugin plugin = meter(metering);
        ScriptedGenerator generator = generator((request, _) -> {
            mayEnd.await();
            return Scripts.copy(request, "late");
        });

        ask(generator);
        plugin.allow(tenant, false);
        mayEnd.countDown();
        awaitUsage("committed");

        assertThat(metering.reserved).hasSize(1);
        assertThat(metering.committed).isEmpty();
    }

    @Test
    void aChargeThatThePluginDidNotTakeIsToldAgain() {
        AtomicInteger commits = new AtomicInteger();
        ScriptedMetering metering = new ScriptedMetering(call -> {
            if (call.equals("commit") && commits.incrementAndGet() == 1) {
                throw new PluginException(FailureCode.UNAVAILABLE, "The ledger is locked");
            }
        });
        meter(metering);

        String id = ask(generator(this::write)).text("id");
        awaitUsage("committed");

        assertThat(metering.committed).containsExactly(id, id);
        assertThat(metering.used).containsExactly(USED);
    }

    private HostedPlugin meter(ScriptedMetering metering) {
        HostedPlugin plugin = HostedPlugin.unique(HOST);
        return plugin.serve(new ScriptedPlugin(plugin.id(), "1.0.0").with(Metering.class, metering), tenant);
    }

    private ScriptedGenerator generator(Scripts.Work work) {
        HostedPlugin model = HostedPlugin.unique(HOST);
        TextModel muse = (_, _) -> new TextResponse("Buy this", USED);
        model.serve(new ScriptedPlugin(model.id(), "1.0.0").with(TextModel.class, muse), tenant);
        return ScriptedGenerator.install(HOST, CreativeKind.TEXT, work).serve(tenant);
    }

    private GenerationResult write(GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException {
        TextRequest question = new TextRequest(request.brief(), "You write ads.", "Write one", "", Map.of());
        return Scripts.copy(request, context.models().text(question).text());
    }

    private ApiResponse ask(ScriptedGenerator generator) {
        return tenant.owner().post("/creatives", generator.request("An ad")).expect(202);
    }

    /** Waits until the host's only record of the tenant's usage has that state. */
    private Document awaitUsage(String state) {
        Awaitility.await("usage " + state)
                .atMost(LIMIT)
                .until(() -> usage().stream().anyMatch(record -> state.equals(record.getString("state"))));
        return usage().getFirst();
    }

    private List<Document> usage() {
        String slug = tenant.slug();
        return PluginWorld.inScope(
                new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.EPOCH),
                () -> Await.all(new TenantDatabase(mongo).collection("usage").find()));
    }
}
