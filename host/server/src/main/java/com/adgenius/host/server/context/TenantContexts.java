package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.VideoModel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the handles of a call for the tenant in scope and the instance that is called. Close them when the call returned.
 */
public final class TenantContexts implements AutoCloseable {

    /** The label of what a generation stores: the creative's id. */
    public static final String CREATIVE_LABEL = "creative";

    private final PluginRuntime runtime;
    private final ModelProviders models;
    private final TenantDatabase database;
    private final MediaStore media;
    private final EventLogs events;
    private final TenantSettings settings;
    private final Supplier<Brand> brands;
    private final OutboundHosts outbound;
    private final Clock clock;
    private final SharedHttpClient client = new SharedHttpClient();

    /**
     * Makes handles over the tenant's database, media and event log.
     *
     * @param models whom the tenant in scope asks for models
     * @param settings what the tenant in scope set for its plugins
     * @param brands the brand of the tenant in scope
     * @param outbound where plugins may send to that tenants chose
     */
    public TenantContexts(
            PluginRuntime runtime,
            ModelProviders models,
            TenantDatabase database,
            MediaStore media,
            EventLogs events,
            TenantSettings settings,
            Supplier<Brand> brands,
            OutboundHosts outbound,
            Clock clock) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.models = requireNonNull(models, "models is null");
        this.database = requireNonNull(database, "database is null");
        this.media = requireNonNull(media, "media is null");
        this.events = requireNonNull(events, "events is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.brands = requireNonNull(brands, "brands is null");
        this.outbound = requireNonNull(outbound, "outbound is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The handles for a call to a plugin, outside of any generation. */
    public BoundContext forCall(InstanceInformation instance) {
        Binding binding = new Binding(TenantScope.current(), instance.pluginId());
        return context(binding, instance, brands.get(), Map.of(), _ -> {}, Optional.empty());
    }

    /** The handles for a generation. */
    public BoundGeneration forGeneration(InstanceInformation instance, GenerationJob job) {
        Binding binding = new Binding(TenantScope.current(), instance.pluginId());
        Map<String, String> labels = Map.of(CREATIVE_LABEL, job.creativeId());
        return new BoundGeneration(
                binding, context(binding, instance, brands.get(), labels, job::used, Optional.of(job)), job);
    }

    /** Ends a video operation at its provider, if the provider serves; what it stored carries the creative's label. */
    public void cancelVideo(String creativeId, VideoJournal.Operation operation)
            throws PluginException, InterruptedException {
        String handle = operation.handle().orElseThrow();
        Map<String, String> labels = Map.of(CREATIVE_LABEL, creativeId);
        Tenant tenant = TenantScope.current();
        providers(tenant, brands.get(), labels)
                .ask(operation.provider(), VideoModel.class, Entry.MODEL_VIDEO, (model, context) -> {
                    model.cancel(handle, context);
                    return true;
                });
    }

    /** The embedding models of the tenant in scope, asked for the host itself; to be used in this scope. */
    public TenantEmbeddings embeddings() {
        return new TenantEmbeddings(models, providers(TenantScope.current(), brands.get(), Map.of()));
    }

    private Providers providers(Tenant tenant, Brand brand, Map<String, String> labels) {
        return new Providers(runtime, runtime.tenant(tenant.slug()), lease -> provider(tenant, lease, brand, labels));
    }

    private BoundContext provider(Tenant tenant, Lease lease, Brand brand, Map<String, String> labels) {
        InstanceInformation instance = lease.instance();
        Binding binding = new Binding(tenant, instance.pluginId());
        return binding.call(() -> new BoundContext(binding, handles(binding, instance, brand, labels, new NoModels())));
    }

    private BoundContext context(
            Binding binding,
            InstanceInformation instance,
            Brand brand,
            Map<String, String> labels,
            Consumer<ModelUse> used,
            Optional<GenerationJob> job) {
        Providers providers = providers(binding.tenant(), brand, labels);
        ProviderChoice choice = new ProviderChoice(binding, models);
        ServedModels served = new ServedModels(
                binding,
                choice,
                providers,
                used,
                job.map(generation -> new ServedVideos(binding, choice, providers, generation)),
                Optional.empty());
        return new BoundContext(binding, handles(binding, instance, brand, labels, served));
    }

    private BoundContext.Handles handles(
            Binding binding, InstanceInformation instance, Brand brand, Map<String, String> labels, Models served) {
        return new BoundContext.Handles(
                brand,
                served,
                new PluginDocuments(binding, database),
                new PluginBlobs(binding, media, labels),
                new PluginEvents(binding, events, clock),
                new PluginSettings(settings.settings(instance.pluginId())),
                new PluginSettings.Sealed(binding, settings),
                new DeclaredHosts(binding, instance.descriptor().permissions(), outbound, client),
                clock);
    }

    @Override
    public void close() {
        client.close();
    }
}
