package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Snapshot;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.VideoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The model providers of the tenant in scope. */
public final class ModelProviders {

    private final PluginRuntime runtime;
    private final Supplier<ProviderOrder> orders;
    private final ProviderSetups setups;
    private final Circuits circuits;

    /**
     * The providers that the runtime serves.
     *
     * @param orders the wish of the tenant in scope
     * @param setups what it set
     */
    public ModelProviders(
            PluginRuntime runtime, Supplier<ProviderOrder> orders, ProviderSetups setups, Circuits circuits) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.orders = requireNonNull(orders, "orders is null");
        this.setups = requireNonNull(setups, "setups is null");
        this.circuits = requireNonNull(circuits, "circuits is null");
    }

    /** The extension point of providers of that kind. */
    public static Class<?> point(ModelKind kind) {
        return switch (kind) {
            case TEXT -> TextModel.class;
            case IMAGE -> ImageModel.class;
            case VIDEO -> VideoModel.class;
            case EMBEDDING -> EmbeddingModel.class;
        };
    }

    /** The tenant's wish as it is now. */
    public ProviderOrder order() {
        return orders.get();
    }

    /** Which providers are left alone. */
    public Circuits circuits() {
        return circuits;
    }

    /** The tenant's providers at this moment: what it set is read at most once. */
    public Moment now() {
        return now(runtime.snapshot());
    }

    /** The same with the routes and switches of that snapshot. */
    public Moment now(Snapshot snapshot) {
        return new Moment(snapshot, runtime.tenant(TenantScope.current().slug()), setups.now());
    }

    /** A tenant's providers at one moment. */
    public static final class Moment {

        private final Snapshot snapshot;
        private final TenantKey tenant;
        private final ProviderSetups.Setups setups;

        private Moment(Snapshot snapshot, TenantKey tenant, ProviderSetups.Setups setups) {
            this.snapshot = snapshot;
            this.tenant = tenant;
            this.setups = setups;
        }

        /** Whether a provider of that kind could be asked: one is switched on, loaded and configured. */
        public boolean serves(ModelKind kind) {
            return snapshot.providers(point(kind), tenant).stream()
                    .flatMap(pluginId -> candidate(pluginId, kind).stream())
                    .anyMatch(Candidate::configured);
        }

        /** The providers of that kind that are switched on and loaded, in that order. */
        public List<Candidate> candidates(ModelKind kind, ProviderOrder order) {
            List<Candidate> candidates = new ArrayList<>();
            for (String pluginId : order.sorted(kind, snapshot.providers(point(kind), tenant))) {
                candidate(pluginId, kind).ifPresent(candidates::add);
            }
            return candidates;
        }

        /** That provider of that kind, where it is switched on and loaded. */
        public Optional<Candidate> find(ModelKind kind, String pluginId) {
            return snapshot.providers(point(kind), tenant).contains(pluginId)
                    ? candidate(pluginId, kind)
                    : Optional.empty();
        }

        private Optional<Candidate> candidate(String pluginId, ModelKind kind) {
            return snapshot.instance(pluginId, tenant).map(instance -> candidate(instance, kind));
        }

        private Candidate candidate(InstanceInformation instance, ModelKind kind) {
            ProviderSetups.Setup setup = setups.of(instance, kind);
            return new Candidate(
                    instance, setup.missing(), instance.descriptor().id().sha256() + " " + setup.revision());
        }
    }
}
