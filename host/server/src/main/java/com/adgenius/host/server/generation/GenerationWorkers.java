package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.Consumption;
import com.adgenius.host.server.bus.Delivery;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.bus.Handler;
import com.adgenius.host.server.bus.Subscription;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.Estimate;
import com.adgenius.host.server.creative.JobQueue;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The workers of a node: a bounded number for each kind, which take from the kind's work queue. A message is acknowledged
 * when what came of it is in the creative's document.
 */
public final class GenerationWorkers implements JobQueue, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GenerationWorkers.class.getName());
    private static final Duration REMAINS = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final GenerationSettings settings;
    private final EventBus bus;
    private final Function<String, Optional<Tenant>> tenants;
    private final JobStore store;
    private final JobRunner runner;
    private final Settlement settlement;
    private final Sweeper sweeper;
    private final WorkerNodes nodes;
    private final Estimates estimates;
    private final List<Consumption> consumptions = new ArrayList<>();
    private Optional<Thread> sweeping = Optional.empty();
    private volatile boolean stopping;

    /** A node's workers, which do nothing before {@link #start}. */
    public GenerationWorkers(GenerationSettings settings, GenerationServices services) {
        this(settings, services, JobStore.Fence.TOKEN);
    }

    GenerationWorkers(GenerationSettings settings, GenerationServices services, JobStore.Fence fence) {
        this.settings = requireNonNull(settings, "settings is null");
        this.bus = services.bus();
        this.tenants = services.tenant();
        this.store = new JobStore(settings.node(), services.database(), services.clock(), fence);
        Announcements announcements = new Announcements(store, services);
        this.settlement = new Settlement(store, announcements, services);
        this.nodes = new WorkerNodes(settings, services.mongo(), services.clock());
        WaitingLines lines = new WaitingLines(store::places);
        Durations durations = new Durations(store, services.mongo());
        this.estimates = new Estimates(durations, lines, nodes, services.clock());
        this.runner = new JobRunner(settings, services, store, settlement, announcements, durations, estimates);
        QueueNews news = new QueueNews(store, estimates, services.events(), services.clock());
        this.sweeper = new Sweeper(services, store, settlement, announcements, settings.lease(), lines, news);
        for (CreativeKind kind : CreativeKind.values()) {
            bus.declare(queue(kind));
        }
    }

    /** The work queue of that kind. */
    public static Subscription<CreativeRequested> queue(CreativeKind kind) {
        return Subscription.of("work." + kind.value(), EventType.CREATIVE_REQUESTED, kind.value());
    }

    /** Asks once more for a creative that failed. */
    @FunctionalInterface
    public interface Retry {

        /** Does so for a creative of the tenant in scope. */
        void retry(String creativeId) throws InterruptedException;
    }

    /**
     * Begins to work.
     *
     * @param retry what is done with the job of a dead letter that an administrator replays
     */
    public void start(Retry retry) {
        requireNonNull(retry, "retry is null");
        settings.workers().forEach((kind, count) -> {
            if (count > 0) {
                consumptions.add(bus.consume(queue(kind), count, new Work(retry)));
            }
        });
        sweeping = Optional.of(Thread.ofVirtual().name("generation-sweeper").start(this::sweep));
    }

    /** Handles what the work queues give. */
    private final class Work implements Handler<CreativeRequested> {

        private final Retry retry;

        Work(Retry retry) {
            this.retry = retry;
        }

        @Override
        public Verdict handle(CreativeRequested job, Delivery delivery) throws Exception {
            Optional<Tenant> tenant = tenants.apply(delivery.tenant());
            if (tenant.isEmpty()) {
                return Verdict.dead("unknown_tenant", "There is no tenant " + delivery.tenant());
            }
            return TenantScope.call(tenant.get(), () -> tenant.get().active() ? work(job, delivery) : putAside(job));
        }

        private Verdict work(CreativeRequested job, Delivery delivery) throws InterruptedException {
            if (delivery.replayed() && failed(job)) {
                retry.retry(job.creativeId());
                return Verdict.done();
            }
            return stopping ? Verdict.later() : runner.work(job.creativeId(), job.run());
        }

        private boolean failed(CreativeRequested job) {
            return store.find(job.creativeId())
                    .filter(found -> found.run() == job.run())
                    .filter(found -> found.creative().status() == CreativeStatus.FAILED)
                    .isPresent();
        }

        /** A suspended tenant's work waits in its documents; the sweep hands it over when the tenant is active again. */
        private Verdict putAside(CreativeRequested job) {
            store.takeBack(job.creativeId(), job.run());
            return Verdict.done();
        }

        @Override
        public void givenUp(CreativeRequested job, Delivery delivery, String reason) throws Exception {
            Optional<Tenant> tenant = tenants.apply(delivery.tenant());
            if (tenant.isPresent()) {
                TenantScope.call(tenant.get(), () -> {
                    runner.giveUp(job.creativeId(), job.run(), reason);
                    return job;
                });
            }
        }
    }

    @Override
    public void ended(String creativeId) {
        runner.end(creativeId, Execution.End.NO_LONGER_OURS);
    }

    @Override
    public boolean settle(String creativeId) throws InterruptedException {
        return settlement.settle(creativeId);
    }

    @Override
    public Estimate estimate(Creative creative) {
        return estimates.of(creative);
    }

    private void sweep() {
        long remains = System.nanoTime();
        boolean again = true;
        while (again) {
            try {
                nodes.look();
                sweeper.sweepJobs();
                if (System.nanoTime() - remains >= 0) {
                    sweeper.sweepRemains();
                    remains = System.nanoTime() + REMAINS.toNanos();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                // What a stop takes away in mid-sweep is no fault: the next start sweeps again.
                LOG.log(
                        stopping ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                        "The sweep failed; it is tried again",
                        e);
            }
            again = sweeper.pause(settings.sweep());
        }
    }

    /**
     * Stops: takes nothing more, gives running calls 5 seconds, then interrupts them and gives their jobs back to the
     * queue without counting an attempt.
     */
    @Override
    public void close() {
        stopping = true;
        consumptions.forEach(Consumption::stop);
        sweeper.stop();
        long grace = System.nanoTime() + GRACE.toNanos();
        long limit = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            joinUntil(grace);
            runner.endAll(Execution.End.STOPPING);
            joinUntil(limit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        runner.endAll(Execution.End.STOPPING);
        consumptions.forEach(Consumption::close);
        leave();
    }

    private void leave() {
        try {
            nodes.leave();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The others count this node's workers for a while longer", e);
        }
    }

    private void joinUntil(long time) throws InterruptedException {
        for (Consumption consumption : consumptions) {
            consumption.join(left(time));
        }
        if (sweeping.isPresent()) {
            sweeping.get().join(left(time));
        }
    }

    private static Duration left(long time) {
        return Duration.ofNanos(Math.max(1, time - System.nanoTime()));
    }
}
