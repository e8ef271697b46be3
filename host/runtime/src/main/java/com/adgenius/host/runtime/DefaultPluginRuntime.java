package com.adgenius.host.runtime;

import com.adgenius.leak.Cleaning;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the parts of the runtime together. */
final class DefaultPluginRuntime implements PluginRuntime {

    private final RuntimeConfiguration configuration;
    private final TenantKeys tenants;
    private final PrivateCopies copies;
    private final Instances instances;
    private final Invoker invoker;
    private final FreshThreads threads;
    private final Retirement retirement;
    private final Rehearsals rehearsals;
    private final ActivationQueue activations;
    private final PluginLines lines;
    private final LeakWatch leaks;
    private final Watchdog watchdog;
    private final Writer writer;
    /** Changed by the writer alone. */
    private volatile RuntimeSnapshot snapshot;
    /** Changed by the writer alone. */
    private volatile boolean closed;

    private DefaultPluginRuntime(RuntimeConfiguration configuration) {
        this.configuration = configuration;
        RuntimeEvents events = new RuntimeEvents(configuration.listener());
        copies = PrivateCopies.in(configuration.workingDirectory());
        tenants = new TenantKeys(configuration.limits().tenants());
        instances = new Instances(configuration, events);
        threads = new FreshThreads();
        invoker = new Invoker(configuration, threads, events);
        leaks = new LeakWatch(instances, events, configuration);
        retirement = new Retirement(configuration, threads, events, leaks);
        rehearsals = new Rehearsals(retirement, configuration.limits());
        Activator activator = new Activator(configuration, threads, copies, instances, invoker, retirement);
        activations = new ActivationQueue(activator, rehearsals, () -> snapshot);
        lines = new PluginLines(longestActivation(configuration).multipliedBy(2));
        watchdog = new Watchdog(instances, retirement, rehearsals, events);
        writer = new Writer(configuration.limits().changes());
        snapshot = RuntimeSnapshot.empty(configuration.api());
    }

    static PluginRuntime start(RuntimeConfiguration configuration) {
        Cleaning.prepare();
        DefaultPluginRuntime runtime = new DefaultPluginRuntime(configuration);
        runtime.leaks.start();
        runtime.watchdog.start();
        return runtime;
    }

    private static Duration longestActivation(RuntimeConfiguration configuration) {
        return Stream.of(Entry.FETCH, Entry.CONSTRUCT, Entry.START, Entry.CONSTRUCT, Entry.PROBE, Entry.METADATA)
                .map(entry -> configuration.effective(entry).deadline())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void rehearse(ArtifactId artifact) throws PluginRefusedException, InterruptedException {
        if (!lines.enter(artifact.pluginId())) {
            throw new PluginRefusedException(RefusalCode.BUSY, busy(artifact.pluginId()));
        }
        try {
            requireOpen();
            if (serves(artifact)) {
                return;
            }
            Optional<Refusal> full = drainLimit();
            if (full.isPresent()) {
                throw new PluginRefusedException(List.of(full.get()));
            }
            rehearsals.keep(activations.activate(artifact));
        } finally {
            lines.leave(artifact.pluginId());
        }
    }

    private boolean serves(ArtifactId artifact) {
        return snapshot.slot(artifact.pluginId()).stream()
                .flatMap(slot -> slot.instances().values().stream())
                .anyMatch(instance -> instance.descriptor().id().equals(artifact));
    }

    @Override
    public PlanOutcome apply(PluginPlan plan) throws InterruptedException {
        if (!lines.enter(plan.pluginId())) {
            return unchanged(plan, new Refusal(RefusalCode.BUSY, busy(plan.pluginId())));
        }
        try {
            if (closed) {
                return unchanged(plan, new Refusal(RefusalCode.CLOSED, "The runtime is closed"));
            }
            PlanApplication application = new PlanApplication(plan, snapshot.slot(plan.pluginId()), activations);
            Optional<PlanOutcome> settled = application.settled();
            if (settled.isPresent()) {
                return settled.get();
            }
            Optional<Refusal> full = application.swaps() ? drainLimit() : Optional.empty();
            PlanApplication.Decision decision =
                    full.isPresent() ? application.refuse(full.get()) : application.activate();
            decision.spare().forEach(rehearsals::keep);
            return publish(plan, decision);
        } finally {
            lines.leave(plan.pluginId());
        }
    }

    private PlanOutcome publish(PluginPlan plan, PlanApplication.Decision decision) {
        Optional<PlanOutcome> published = writer.change(() -> {
            if (closed) {
                return unchanged(plan, new Refusal(RefusalCode.CLOSED, "The runtime is closed"));
            }
            Collection<Instance> chosen = decision.instances().values();
            chosen.stream()
                    .filter(instance -> instance.state() == InstanceState.READY)
                    .forEach(instance -> instance.move(InstanceState.READY, InstanceState.SERVING));
            Optional<PluginSlot> old = snapshot.slot(plan.pluginId());
            snapshot = snapshot.with(
                    new PluginSlot(plan, decision.outcome(), decision.route(), decision.instances(), tenants));
            old.ifPresent(slot -> retireAllBut(slot, chosen));
            return decision.outcome();
        });
        PlanOutcome outcome = published.orElseGet(
                () -> unchanged(plan, new Refusal(RefusalCode.BUSY, "Too many changes wait; try again")));
        decision.instances().values().stream()
                .filter(instance -> instance.state() == InstanceState.READY)
                .forEach(retirement::discard);
        return outcome;
    }

    /** The new route is published by now: retired any earlier, an instance would turn callers away with nowhere to go. */
    private void retireAllBut(PluginSlot slot, Collection<Instance> chosen) {
        Set<Instance> retired = new HashSet<>(slot.instances().values());
        retired.removeAll(chosen);
        retired.forEach(retirement::retire);
    }

    private PlanOutcome unchanged(PluginPlan plan, Refusal refusal) {
        Optional<PlanOutcome> last = snapshot.outcome(plan.pluginId());
        return new PlanOutcome(
                plan.pluginId(),
                plan.revision(),
                last.map(PlanOutcome::revision).orElse(0L),
                last.isPresent() ? PlanOutcome.Result.KEPT : PlanOutcome.Result.NOTHING,
                last.map(PlanOutcome::route).orElse(Route.nowhere()),
                Map.of("", List.of(refusal)));
    }

    @Override
    public List<PlanOutcome> applyAll(Collection<PluginPlan> plans) throws InterruptedException {
        return new StartUp(this::apply).apply(plans);
    }

    @Override
    public void remove(String pluginId) throws InterruptedException {
        if (!lines.enter(pluginId)) {
            throw new IllegalStateException(busy(pluginId));
        }
        try {
            writer.change(() -> {
                Optional<PluginSlot> old = snapshot.slot(pluginId);
                snapshot = snapshot.without(pluginId);
                old.ifPresent(slot -> retireAllBut(slot, Set.of()));
                return true;
            });
            rehearsals.discard(pluginId);
            copies.discard(pluginId);
        } finally {
            lines.leave(pluginId);
        }
    }

    @Override
    public int evict(String pluginId) {
        List<Instance> draining = instances.all().stream()
                .filter(instance -> instance.pluginId().equals(pluginId))
                .filter(instance -> instance.state() == InstanceState.DRAINING)
                .toList();
        draining.forEach(instance -> instance.calls().interrupt(Interruption.EVICTION));
        return draining.size();
    }

    private Optional<Refusal> drainLimit() {
        int limit = configuration.limits().draining();
        int draining = instances.count(InstanceState.DRAINING);
        return draining < limit
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.DRAIN_LIMIT,
                        draining + " retired instances still drain, and the limit is " + limit
                                + "; try again when some have ended, or end their calls by force"));
    }

    private void requireOpen() throws PluginRefusedException {
        if (closed) {
            throw new PluginRefusedException(RefusalCode.CLOSED, "The runtime is closed");
        }
    }

    private static String busy(String pluginId) {
        return "Another change of " + pluginId + " is still under way; try again";
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public TenantKey tenant(String slug) {
        return tenants.key(slug);
    }

    @Override
    public Optional<Lease> lease(String pluginId, TenantKey tenant) {
        if (snapshot.serving(pluginId, tenant) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(requiredLease(pluginId, tenant));
        } catch (NotServedException switchedOffMeanwhile) {
            return Optional.empty();
        }
    }

    /** Small, so that compilers take it into its callers, where the lease itself is then not allocated. */
    @Override
    public Lease requiredLease(String pluginId, TenantKey tenant) throws NotServedException {
        Instance instance = snapshot.serving(pluginId, tenant);
        if (instance != null) {
            int taken = instance.leases().acquire();
            if (taken != LeaseCounter.RETIRED) {
                return new InstanceLease(invoker, instance, tenant, taken);
            }
        }
        return leaseOfNewest(pluginId, tenant);
    }

    /** The route that was read named an instance that is retired by now, or none. */
    private Lease leaseOfNewest(String pluginId, TenantKey tenant) throws NotServedException {
        while (true) {
            Instance instance = snapshot.serving(pluginId, tenant);
            if (instance == null) {
                throw notServed(pluginId, tenant);
            }
            int taken = instance.leases().acquire();
            if (taken != LeaseCounter.RETIRED) {
                return new InstanceLease(invoker, instance, tenant, taken);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public <E, R extends @Nullable Object> R call(
            String pluginId, TenantKey tenant, Class<E> extensionPoint, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException {
        try (Lease lease = requiredLease(pluginId, tenant)) {
            return lease.call(extensionPoint, entry, call);
        }
    }

    private NotServedException notServed(String pluginId, TenantKey tenant) {
        Availability availability = availability(pluginId, tenant);
        String reason = switch (availability) {
            case Availability.Served _ -> "did not serve " + tenant + " a moment ago";
            case Availability.Disabled(Availability.Switch by) ->
                "is switched off for " + tenant
                        + (by == Availability.Switch.TENANT ? " by the tenant" : " by the platform");
            case Availability.NotLoaded(List<Refusal> refusals) ->
                "has no active version for " + tenant
                        + (refusals.isEmpty() ? "" : ": " + refusals.getFirst().message());
            case Availability.NotInstalled _ -> "is not installed";
        };
        return new NotServedException(pluginId, availability, pluginId + " " + reason);
    }

    @Override
    public List<InstanceReport> instances() {
        return instances.all().stream().map(Instance::report).toList();
    }

    @Override
    public List<LeakReport> leaks() {
        return leaks.reports();
    }

    @Override
    public RuntimeHealth health() {
        return new RuntimeHealth(
                instances.count(InstanceState.DRAINING),
                instances.count(InstanceState.STUCK),
                instances.count(InstanceState.LEAKED),
                configuration.limits().leaks());
    }

    @Override
    public void close() {
        boolean first = writer.change(() -> {
                    boolean open = !closed;
                    closed = true;
                    List<PluginSlot> served = List.copyOf(snapshot.slots());
                    snapshot = RuntimeSnapshot.empty(configuration.api());
                    served.forEach(slot -> retireAllBut(slot, Set.of()));
                    return open;
                })
                .orElse(false);
        if (first) {
            rehearsals.discardAll();
            new Shutdown(configuration, instances, retirement).run(List.of(watchdog, threads, leaks, copies));
        }
    }
}
