package com.adgenius.host.server.plugin.node;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.RuntimeHealth;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.plugin.state.ChangeAnnouncer;
import com.adgenius.host.server.plugin.state.Plans;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** This node's part in the plugins: it reconciles, reports, and tidies up, until it is closed. */
public final class PluginNode implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration UPKEEP = Duration.ofMinutes(10);

    private final PluginRuntime runtime;
    private final Reconciler reconciler;
    private final NodeReporter reporter;
    private final Duration poll;
    private final CountDownLatch began = new CountDownLatch(1);
    private final Chores chores = new Chores();
    private volatile boolean late;

    /**
     * A node that does nothing yet.
     *
     * @param nodeId the same after each start
     * @param poll the pause between two looks for what other nodes changed
     */
    public PluginNode(
            String nodeId,
            PluginRuntime runtime,
            Plans plans,
            ChangeAnnouncer announcer,
            Nodes nodes,
            Duration poll,
            Clock clock) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.poll = requireNonNull(poll, "poll is null");
        this.reconciler = new Reconciler(plans, runtime, announcer, this::moved, clock);
        this.reporter = new NodeReporter(nodeId, runtime, this::progress, nodes, clock);
    }

    private Map<String, Progress> progress() {
        return reconciler.progress();
    }

    private void moved() {
        reporter.report(NodeReport.State.RUNNING);
        if (reconciler.began()) {
            began.countDown();
        }
    }

    /** Moves this node to the desired state. */
    public Reconciler reconciler() {
        return reconciler;
    }

    /**
     * Begins; returns when the first pass over all plugins was made, or after the budget, so that a plugin that hangs
     * keeps the node from starting no longer than that.
     *
     * @param upkeep done every ten minutes: what was left behind is removed
     */
    public void start(Duration budget, Chores.Chore upkeep) throws InterruptedException {
        chores.every(poll, "plugin-reconciler", reconciler::poll);
        late = !began.await(budget.toNanos(), TimeUnit.NANOSECONDS);
        chores.every(HEARTBEAT, "plugin-heartbeat", () -> reporter.report(NodeReport.State.RUNNING));
        chores.every(UPKEEP, "plugin-upkeep", upkeep);
    }

    /** Why this node should get no requests, in words: the first pass is not made, or too much leaked. */
    public Optional<String> trouble() {
        if (!reconciler.began() && !late) {
            return Optional.of("the plugins are being loaded");
        }
        RuntimeHealth health = runtime.health();
        return health.ready()
                ? Optional.empty()
                : Optional.of((health.leaks() + health.stuck()) + " plugin instances could not be unloaded, and "
                        + health.leakLimit() + " are the limit; restart the node");
    }

    /** Ends the loops and reports the node as stopped. The runtime is closed by its owner, afterwards. */
    @Override
    public void close() throws InterruptedException {
        chores.close();
        reporter.report(NodeReport.State.STOPPED);
    }
}
