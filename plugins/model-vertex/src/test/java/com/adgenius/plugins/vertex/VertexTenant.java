package com.adgenius.plugins.vertex;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.vertex.connection.OperatorRules;
import com.adgenius.plugins.vertex.connection.RetryPolicy;
import com.adgenius.plugins.vertex.fake.FakeVertex;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A tenant whose Vertex AI is a fake, with a started plugin. */
final class VertexTenant implements AutoCloseable {

    static final String PLUGIN = "model-vertex";
    static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(2), Duration.ofMillis(5));

    private final FakeVertex fake = FakeVertex.start();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final VertexPlugin plugin;
    private final TestTenant tenant;

    private VertexTenant(Map<String, Object> settings, Function<URI, Map<String, String>> secrets) {
        Map<String, Object> all = new HashMap<>(
                Map.of("project", "acme-ads", "endpoint", fake.address().toString()));
        all.putAll(settings);
        plugin = new VertexPlugin(
                new RecordingLogger(warnings),
                QUICK,
                new OperatorRules(Set.of(fake.address().toString()), Set.of()));
        plugin.start();
        tenant = TestTenant.builder()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .settings(PLUGIN, all)
                .secrets(PLUGIN, secrets.apply(fake.address()))
                .build();
    }

    static VertexTenant standard() {
        return with(Map.of());
    }

    static VertexTenant with(Map<String, Object> settings) {
        return new VertexTenant(settings, address -> Map.of());
    }

    static VertexTenant with(Map<String, Object> settings, Map<String, String> secrets) {
        return new VertexTenant(settings, address -> secrets);
    }

    static VertexTenant with(Map<String, Object> settings, Function<URI, Map<String, String>> secrets) {
        return new VertexTenant(settings, secrets);
    }

    FakeVertex fake() {
        return fake;
    }

    VertexPlugin plugin() {
        return plugin;
    }

    TenantContext context() {
        return tenant.context(PLUGIN);
    }

    List<Blob> stored() {
        return tenant.storedBlobs();
    }

    List<String> warnings() {
        return warnings;
    }

    byte[] bytes(Blob blob) throws Exception {
        try (InputStream input = tenant.blobs().open(blob)) {
            return input.readAllBytes();
        }
    }

    Blob media(String type, byte[] bytes) throws Exception {
        return tenant.blobs().write(type, output -> output.write(bytes));
    }

    @Override
    public void close() throws Exception {
        plugin.stop();
        tenant.close();
        fake.close();
    }
}
