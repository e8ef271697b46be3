package com.adgenius.host.bench.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.ArtifactInspection;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.PluginPlan;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.runtime.RuntimeConfiguration;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.TenantContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The embedding model of the distribution, in a plugin runtime of its own. */
final class EmbeddingPlugin implements AutoCloseable {

    /** Its id. */
    static final String ID = "model-local";

    private static final String NAME = "adgenius-plugin-" + ID + "-";

    private final PluginRuntime runtime;
    private final TenantKey tenant;

    /** Loads it; the runtime works in that folder. */
    EmbeddingPlugin(TemporaryFolder folder) throws IOException, InterruptedException {
        Path jar = jar();
        ArtifactId id = ArtifactInspection.of(jar, PluginApi.adGenius())
                .descriptor()
                .orElseThrow(() -> new IllegalStateException(jar + " is no plugin"))
                .id();
        runtime = PluginRuntime.create(
                RuntimeConfiguration.builder(PluginApi.adGenius(), _ -> jar, folder.resolve("plugins"))
                        .build());
        tenant = runtime.tenant("acme");
        PluginPlan plan = new PluginPlan(
                id.pluginId(),
                1,
                Map.of(id.version(), id.sha256()),
                Route.stable(id.version()),
                Flags.on(),
                Optional.empty());
        if (!runtime.apply(plan).reached()) {
            runtime.close();
            throw new IllegalStateException(jar + " does not start");
        }
    }

    private static Path jar() throws IOException {
        Path distribution = Path.of(requireNonNull(
                System.getProperty("adgenius.distribution"),
                "-Dadgenius.distribution is not given: start this by ./adgenius bench"));
        Path plugins = distribution.resolve("plugins");
        try (Stream<Path> jars = Files.list(plugins)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(NAME))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no " + NAME + "*.jar in " + plugins));
        }
    }

    /** Embeds texts, in their order. */
    EmbeddingResponse embed(List<String> texts, EmbeddingPurpose purpose) throws Exception {
        EmbeddingRequest request = EmbeddingRequest.ofTexts(texts, purpose);
        return runtime.call(ID, tenant, EmbeddingModel.class, Entry.EMBED, model -> model.embed(request, NOTHING));
    }

    /** What a model on this machine needs of its tenant. */
    private static final TenantContext NOTHING = (TenantContext) Proxy.newProxyInstance(
            EmbeddingPlugin.class.getClassLoader(), new Class<?>[] {TenantContext.class}, (_, method, _) -> {
                throw new UnsupportedOperationException("The bench's tenant has no " + method.getName());
            });

    @Override
    public void close() {
        runtime.close();
    }
}
