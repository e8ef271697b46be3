package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.JobQueue;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The workers of a node: a bounded number for each kind, which take the tenants in turns. Creatives asked for here are
 * begun at once; all others are found by the sweep.
 */
public final class GenerationWorkers implements JobQueue, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GenerationWorkers.class.getName());
    private static final int QUEUE_LIMIT = 10_000;
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration REMAINS = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final GenerationSettings settings;
    private final JobRunner runner;
    private final Settlement settlement;
    private final Sweeper sweeper;
    private final Map<CreativeKind, FairQueue<String, Work>> queues = new EnumMap<>(CreativeKind.class);
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("generation-timer").factory());
    private volatile boolean stopping;

    /** A node's workers, which do nothing before {@link #start}. */
    public GenerationWorkers(GenerationSettings settings, GenerationServices services) {
        this(settings, services, JobStore.Fence.TOKEN);
    }

    GenerationWorkers(GenerationSettings settings, GenerationServices services, JobStore.Fence fence) {
        this.settings = requireNonNull(settings, "settings is null");
        JobStore store = new JobStore(services.database(), services.clock(), fence);
        this.settlement = new Settlement(store, services);
        this.runner = new JobRunner(settings, services, store, settlement);
        this.sweeper = new Sweeper(services, store, settlement, this::queued);
        for (CreativeKind kind : CreativeKind.values()) {
            queues.put(kind, new FairQueue<>(QUEUE_LIMIT));
        }
    }

    private record Work(Tenant tenant, CreativeKind kind, String creativeId) {}

    /** Begins to work. */
    public void start() {
        settings.workers().forEach((kind, count) -> {
            for (int number = 1; number <= count; number++) {
                threads.add(Thread.ofVirtual()
                        .name("generation-" + kind.value() + "-" + number)
                        .start(() -> work(queues.get(kind))));
            }
        });
        threads.add(Thread.ofVirtual().name("generation-sweeper").start(this::sweep));
    }

    @Override
    public void queued(Creative creative) {
        offer(TenantScope.current(), creative.kind(), creative.id());
    }

    @Override
    public void ended(String creativeId) {
        runner.end(creativeId, Execution.End.NO_LONGER_OURS);
    }

    @Override
    public boolean settle(String creativeId) throws InterruptedException {
        return settlement.settle(creativeId);
    }

    private void offer(Tenant tenant, CreativeKind kind, String creativeId) {
        // What does not fit waits in its document for a later sweep.
        queues.get(kind).offer(tenant.slug(), new Work(tenant, kind, creativeId));
    }

    private void work(FairQueue<String, Work> queue) {
        while (!stopping) {
            try {
                Work work = queue.take();
                JobRunner.Outcome outcome = TenantScope.call(work.tenant(), () -> runner.work(work.creativeId()));
                if (outcome == JobRunner.Outcome.LATER && !stopping) {
                    var _ = timer.schedule(
                            () -> offer(work.tenant(), work.kind(), work.creativeId()),
                            LATER.toMillis(),
                            TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                LOG.log(System.Logger.Level.ERROR, "Working on a creative failed; the sweep finds it again", e);
            }
        }
    }

    private void queued(Job job) {
        queued(job.creative());
    }

    private void sweep() {
        long remains = System.nanoTime();
        boolean again = true;
        while (again) {
            try {
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
        timer.shutdownNow();
        queues.values().forEach(FairQueue::close);
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
    }

    private void joinUntil(long time) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, time - System.nanoTime())));
        }
    }
}
