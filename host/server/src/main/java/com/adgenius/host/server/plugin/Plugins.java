package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.RuntimeConfiguration;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.plugin.administration.AdminPluginRoutes;
import com.adgenius.host.server.plugin.administration.AdminRouteRoutes;
import com.adgenius.host.server.plugin.administration.BundledPlugins;
import com.adgenius.host.server.plugin.administration.PluginAdministration;
import com.adgenius.host.server.plugin.administration.RouteChanges;
import com.adgenius.host.server.plugin.administration.Uploads;
import com.adgenius.host.server.plugin.artifact.ArtifactCache;
import com.adgenius.host.server.plugin.artifact.ArtifactStore;
import com.adgenius.host.server.plugin.node.Nodes;
import com.adgenius.host.server.plugin.node.PluginNode;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.Change;
import com.adgenius.host.server.plugin.state.ChangeAnnouncer;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.DesiredStates;
import com.adgenius.host.server.plugin.state.Plans;
import com.adgenius.host.server.plugin.state.TenantRefusals;
import com.adgenius.host.server.provider.Circuits;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.ProviderOrders;
import com.adgenius.host.server.provider.ProviderRoutes;
import com.adgenius.host.server.provider.ProviderViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the parts of this domain together, starts and ends them. */
public final class Plugins implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

    private final PluginsSetup setup;
    private final Clock clock;
    private final DesiredStates states;
    private final ArtifactStore store;
    private final ArtifactCache cache;
    private final ChangeAnnouncer announcer;
    private final Nodes nodes;
    private final PluginRuntime runtime;
    private final PluginNode node;
    private final TenantRefusals refusals;
    private final TenantPlugins tenantPlugins;
    private final ProviderOrders providerOrders;
    private final ModelProviders providers;
    private final GeneratorCatalog catalog;
    private final TenantSwitch tenantSwitch;
    private final EditableSettings settings;
    private final PluginAdministration administration;

    private Plugins(PluginsSetup setup) throws IOException {
        this.setup = requireNonNull(setup, "setup is null");
        this.clock = setup.clock();
        this.states = new DesiredStates(setup.mongo(), clock);
        this.store = new ArtifactStore(setup.mongo());
        this.cache = ArtifactCache.in(setup.folder().resolve("plugins-cache"), store, clock);
        this.refusals = new TenantRefusals(setup.mongo());
        this.announcer = new ChangeAnnouncer(states, setup.audit(), setup.logs(), setup.tenants(), setup.bus());
        this.nodes = new Nodes(setup.mongo(), setup.mapper(), clock);
        this.runtime = PluginRuntime.create(RuntimeConfiguration.builder(
                        PluginApi.adGenius(), cache, setup.folder().resolve("plugins-running"))
                .clock(clock)
                .limits(setup.runtimeLimits())
                .activationCheck(new PluginActivation())
                .build());
        this.node = new PluginNode(
                setup.nodeId(), runtime, new Plans(states, refusals), announcer, nodes, setup.poll(), clock);
        this.tenantPlugins = new TenantPlugins(runtime, setup.tenantDatabase(), setup.vault());
        this.providerOrders = new ProviderOrders(setup.tenantDatabase(), setup.audit(), clock);
        this.providers = new ModelProviders(
                runtime,
                providerOrders::read,
                new ProviderSettings(tenantPlugins.choices()),
                new Circuits(setup.circuits(), clock));
        this.catalog = new GeneratorCatalog(runtime, providers);
        this.tenantSwitch = new TenantSwitch(tenantPlugins.choices(), refusals, announcer, node.reconciler(), clock);
        this.settings = new EditableSettings(
                tenantPlugins, new AuditNotes(setup.tenantDatabase(), TenantChoices.COLLECTION, setup.audit()), clock);
        this.administration = new PluginAdministration(states, node.reconciler(), nodes);
    }

    /**
     * Installs the distribution's plugins, then loads what is wanted on this node. Returns when that is done, or after the
     * set-up's budget.
     *
     * @param bundled a folder of jars
     * @throws IOException when the data folder or the bundled jars cannot be used
     */
    public static Plugins start(PluginsSetup setup, Optional<Path> bundled) throws IOException, InterruptedException {
        Plugins plugins = new Plugins(setup);
        boolean started = false;
        try {
            if (bundled.isPresent()) {
                new BundledPlugins(plugins.states, plugins.store, plugins.cache, PluginApi.adGenius(), plugins.clock)
                        .install(bundled.get());
            }
            setup.bus().listen(EventType.PLUGIN_CHANGED, changed -> plugins.follow(changed.pluginId()));
            plugins.node.start(setup.budget(), plugins::upkeep);
            started = true;
            return plugins;
        } finally {
            if (!started) {
                plugins.close();
            }
        }
    }

    /** Moves this node to what is wanted of the plugin now, for whoever cannot wait until it looks by itself. */
    public void refresh(String pluginId) throws InterruptedException {
        node.reconciler().follow(pluginId);
    }

    /** Forgets the switches and pins of a tenant that is erased; what the tenant chose lies in its own database. */
    public void forget(String tenant) {
        for (DesiredState state : states.all()) {
            if (state.knows(tenant)) {
                DesiredStates.Draft draft = DesiredStates.Draft.of(
                        Change.Action.SWITCHED_FOR_TENANT, Actor.INSTALLATION, Map.of("reason", "a tenant is erased"));
                states.change(state, draft, now -> now.forgetting(tenant));
                follow(state.pluginId());
            }
        }
        refusals.forget(tenant);
    }

    private void follow(String pluginId) {
        try {
            refresh(pluginId);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "A change of plugin " + pluginId + " is found at the next look: " + e.getMessage());
        }
    }

    /** What was left behind, here and in the database. */
    private void upkeep() throws InterruptedException {
        states.unannounced().forEach(announcer::announce);
        new RefusalSweep(setup.tenants(), tenantPlugins.choices(), tenantSwitch, settings).run();
        Set<String> named = states.namedArtifacts();
        store.sweep(named, clock.instant());
        nodes.sweep();
        try {
            cache.sweep(named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What serves here. */
    public PluginRuntime runtime() {
        return runtime;
    }

    /** Plugins as the tenant in scope has them. */
    public TenantPlugins tenantPlugins() {
        return tenantPlugins;
    }

    /** The model providers of the tenant in scope. */
    public ModelProviders providers() {
        return providers;
    }

    /** In which order the tenant in scope wishes them to be asked. */
    public ProviderOrders providerOrders() {
        return providerOrders;
    }

    /** What the tenant in scope can generate. */
    public GeneratorCatalog catalog() {
        return catalog;
    }

    /** The domain's share of the API. */
    public List<Routes> routes() {
        RouteChanges changes = new RouteChanges(
                states, node.reconciler(), runtime, setup.runtimeLimits().draining());
        return List.of(
                new AdminPluginRoutes(administration, uploads(), nodes, setup.logs(), setup.stream()),
                new AdminRouteRoutes(
                        administration,
                        changes,
                        nodes,
                        slug -> setup.tenants().find(slug).isPresent()),
                new PluginRoutes(administration, new PluginViews(runtime, tenantPlugins), tenantSwitch, settings),
                new ProviderRoutes(
                        providerOrders,
                        new ProviderViews(
                                runtime, providers, id -> states.find(id).isPresent())),
                new GeneratorRoutes(catalog, setup.cache(), setup.generationRequest(), setup.mapper()));
    }

    private Uploads uploads() {
        return new Uploads(states, store, cache, PluginApi.adGenius(), node.reconciler(), clock);
    }

    /** Why this node should get no requests, in words. */
    public Optional<String> trouble() {
        return node.trouble();
    }

    /** Stops reconciling, says so to the others, then drains and closes every instance. */
    @Override
    public void close() throws InterruptedException {
        try {
            node.close();
        } finally {
            runtime.close();
        }
    }
}
