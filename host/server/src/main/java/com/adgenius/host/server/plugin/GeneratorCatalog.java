package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.runtime.InstanceReport;
import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Snapshot;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.CanonicalJson;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.ModelKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be generated here, now. */
public final class GeneratorCatalog {

    private final PluginRuntime runtime;
    private final ModelProviders providers;

    /**
     * The catalog of what the runtime serves.
     *
     * @param providers give the models that generators need
     */
    public GeneratorCatalog(PluginRuntime runtime, ModelProviders providers) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.providers = requireNonNull(providers, "providers is null");
    }

    /** The generators that the tenant in scope can use, by plugin id: they serve it, and so do the models they need. */
    public List<Generator> generators() {
        return serving(true);
    }

    /** The generators that serve the tenant in scope, but lack a model provider, by plugin id. */
    public List<Generator> withoutProvider() {
        return serving(false);
    }

    private List<Generator> serving(boolean complete) {
        Snapshot snapshot = runtime.snapshot();
        ModelProviders.Moment models = providers.now(snapshot);
        TenantKey tenant = runtime.tenant(TenantScope.current().slug());
        return snapshot.providers(CreativeGenerator.class, tenant).stream()
                .flatMap(pluginId -> snapshot.instance(pluginId, tenant).stream())
                .flatMap(GeneratorCatalog::generators)
                .filter(generator -> complete == lacking(generator, models).isEmpty())
                .toList();
    }

    /**
     * What the tenant in scope can use at one moment.
     *
     * @param fingerprint names it: another as soon as a plugin, a route or a switch makes it another, on any node
     * @param generators as {@link #generators}
     */
    public record Offer(String fingerprint, List<Generator> generators) {

        public Offer {
            requireNonNull(fingerprint, "fingerprint is null");
            generators = List.copyOf(generators);
        }

        /** The formats of these generators, each once, by id. */
        public List<OfferedFormat> formats() {
            return OfferedFormat.merge(generators);
        }
    }

    /** What the tenant in scope can use now. */
    public Offer offer() {
        Snapshot snapshot = runtime.snapshot();
        ModelProviders.Moment models = providers.now(snapshot);
        TenantKey tenant = runtime.tenant(TenantScope.current().slug());
        StringBuilder named = new StringBuilder();
        List<Generator> offered = new ArrayList<>();
        for (String pluginId : snapshot.providers(CreativeGenerator.class, tenant)) {
            snapshot.instance(pluginId, tenant).ifPresent(instance -> {
                named.append(' ').append(instance.descriptor().id().sha256());
                generators(instance).forEach(generator -> {
                    boolean complete = lacking(generator, models).isEmpty();
                    named.append(complete ? '+' : '-');
                    if (complete) {
                        offered.add(generator);
                    }
                });
            });
        }
        return new Offer(CanonicalJson.sha256(named.toString()), offered);
    }

    /** The generator of that plugin that serves the tenant in scope, if one does. */
    public Optional<Generator> find(String pluginId, CreativeKind kind) {
        return generators().stream()
                .filter(generator -> generator.pluginId().equals(pluginId) && generator.kind() == kind)
                .findFirst();
    }

    /** The formats that the tenant in scope can use, each once, by id. */
    public List<OfferedFormat> formats() {
        return OfferedFormat.merge(generators());
    }

    /** The formats of everything that serves anybody here, each once, by id. */
    public List<OfferedFormat> allFormats() {
        return OfferedFormat.merge(installed());
    }

    /** The generators that serve anybody here, whether or not they are switched on for the tenant, by plugin id. */
    public List<Generator> installed() {
        return runtime.instances().stream()
                .filter(report -> report.state() == InstanceState.SERVING)
                .map(InstanceReport::instance)
                .sorted(Comparator.comparing(InstanceInformation::pluginId))
                .flatMap(GeneratorCatalog::generators)
                .toList();
    }

    /** The models that the generator cannot do without and that nothing gives to the tenant in scope. */
    public Set<ModelKind> lacking(Generator generator) {
        return lacking(generator, providers.now());
    }

    private static Set<ModelKind> lacking(Generator generator, ModelProviders.Moment models) {
        return generator.metadata().models().stream()
                .filter(model -> !models.serves(model))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ModelKind.class)));
    }

    private static Stream<Generator> generators(InstanceInformation instance) {
        return instance.metadata(PluginMetadata.class).stream()
                .flatMap(metadata -> metadata.generators().stream())
                .map(generator -> new Generator(instance.pluginId(), instance.version(), generator));
    }
}
