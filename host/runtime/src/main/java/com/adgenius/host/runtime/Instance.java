package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One loaded artifact. Its state moves along {@link InstanceState} and only there. */
final class Instance implements InstanceInformation {

    private final long number;
    private final ArtifactDescriptor descriptor;
    private final PrivateCopy copy;
    private final Bulkheads bulkheads;
    private final InstanceCounts counts;
    private final RuntimeEvents events;
    private final Clock clock;
    private final LeaseCounter leases;
    private final ActiveCalls calls;
    private final ActiveCalls steps;
    private final List<Refusal> problems = new CopyOnWriteArrayList<>();
    private final CountDownLatch down = new CountDownLatch(1);

    private final AtomicReference<InstanceState> state = new AtomicReference<>(InstanceState.LOADING);
    private volatile Instant since;
    private volatile @Nullable LoadedPlugin loaded;
    private volatile Map<Class<?>, Integer> extensionCounts = Map.of();
    private volatile @Nullable Object metadata;

    Instance(
            long number,
            ArtifactDescriptor descriptor,
            PrivateCopy copy,
            Bulkheads bulkheads,
            InstanceCounts counts,
            RuntimeEvents events,
            Clock clock,
            Retirement retirement) {
        this.number = number;
        this.descriptor = requireNonNull(descriptor, "descriptor is null");
        this.copy = requireNonNull(copy, "copy is null");
        this.bulkheads = bulkheads;
        this.counts = counts;
        this.events = events;
        this.clock = clock;
        this.since = clock.instant();
        this.leases = new LeaseCounter(() -> retirement.drained(this));
        this.calls = new ActiveCalls(() -> retirement.left(this));
        this.steps = new ActiveCalls(() -> retirement.left(this));
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public ArtifactDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public InstanceState state() {
        return state.get();
    }

    @Override
    public int extensions(Class<?> extensionPoint) {
        return extensionCounts.getOrDefault(extensionPoint, 0);
    }

    @Override
    public <T> Optional<T> metadata(Class<T> type) {
        return Optional.ofNullable(metadata).filter(type::isInstance).map(type::cast);
    }

    /** Moves on from that state; false when it is in another. */
    boolean move(InstanceState from, InstanceState to) {
        if (!from.leadsTo(to)) {
            throw new IllegalStateException("No instance goes from " + from + " to " + to);
        }
        if (!state.compareAndSet(from, to)) {
            return false;
        }
        counts.moved(from, to);
        since = clock.instant();
        events.stateChanged(this, to);
        if (to == InstanceState.CLOSED) {
            down.countDown();
        }
        return true;
    }

    PrivateCopy copy() {
        return copy;
    }

    LeaseCounter leases() {
        return leases;
    }

    /** Calls into its extensions. */
    ActiveCalls calls() {
        return calls;
    }

    /** Steps of its life cycle. */
    ActiveCalls steps() {
        return steps;
    }

    /** Whether no thread is inside. */
    boolean isEmpty() {
        return calls.isEmpty() && steps.isEmpty();
    }

    Bulkheads bulkheads() {
        return bulkheads;
    }

    /** What is loaded, until the instance is closed. */
    Optional<LoadedPlugin> loaded() {
        return Optional.ofNullable(loaded);
    }

    void load(LoadedPlugin plugin) {
        loaded = plugin;
        extensionCounts = plugin.extensions().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    void describe(Object checked) {
        metadata = checked;
    }

    /** Lets go of everything of the plugin's. */
    void unload() {
        loaded = null;
    }

    void problem(Refusal problem) {
        problems.add(problem);
    }

    /** What went wrong while it was stopped and closed. */
    List<Refusal> problems() {
        return List.copyOf(problems);
    }

    /** Released when the instance is closed. */
    CountDownLatch down() {
        return down;
    }

    InstanceReport report() {
        return new InstanceReport(
                this,
                state.get(),
                since,
                leases.count(),
                calls.running(),
                calls.stuck(),
                calls.ended(),
                calls.failures(),
                calls.nanoseconds());
    }

    Instant since() {
        return since;
    }

    /** For messages, threads and stack traces: plugin, version and number. */
    @Override
    public String toString() {
        return name(descriptor.id(), number);
    }

    static String name(ArtifactId artifact, long number) {
        return artifact + " #" + number;
    }
}
