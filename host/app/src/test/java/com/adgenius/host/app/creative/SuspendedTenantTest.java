package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What becomes of a tenant's jobs while it is suspended. */
class SuspendedTenantTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** More than the host's workers for texts. */
    private static final int JOBS = 12;

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final ScriptedGenerator text = ScriptedGenerator.install(host, CreativeKind.TEXT, (request, _) -> {
                opened.await();
                return Scripts.copy(request, "frog");
            })
            .serve(tenant);

    /** Behind the host, which tells nobody anything of a tenant that is suspended. */
    private long count(String status) throws Exception {
        String slug = tenant.slug();
        Tenant scope = new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            return TenantScope.call(
                    scope,
                    () -> Await.one(new TenantDatabase(mongo)
                            .collection("creatives")
                            .countDocuments(new Document("status", status))));
        }
    }

    private void setActive(boolean active) {
        ApiClient administrator = host.administrator();
        String path = "/admin/tenants/" + tenant.slug();
        administrator
                .with(
                        "If-Match",
                        administrator.get(path).expect(200).header("ETag").orElseThrow())
                .patch(path, Map.of("is_active", active))
                .expect(200);
    }

    @Test
    void jobsThatWaitAreDoneWhenItIsLetInAgain() throws Exception {
        Studio studio = new Studio(tenant.owner());
        List<String> ids = IntStream.range(0, JOBS)
                .mapToObj(number -> studio.ask(text, "Job " + number))
                .toList();
        await().atMost(LIMIT).until(() -> count("running") > 0 && count("queued") > 0);
        setActive(false);

        opened.countDown();

        await().atMost(LIMIT).until(() -> count("running") == 0);
        long waiting = count("queued");
        assertThat(waiting).isPositive().isEqualTo(JOBS - count("ready"));
        setActive(true);
        Studio again = new Studio(host.signIn(tenant.email(), tenant.password()));
        ids.forEach(id -> again.await(id, "ready"));
    }
}
