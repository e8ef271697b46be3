package com.adgenius.host.server.plugin.node;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.RuntimeHealth;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Reports what runs on this node. */
final class NodeReporter {

    private static final System.Logger LOG = System.getLogger(NodeReporter.class.getName());

    private final String node;
    private final PluginRuntime runtime;
    private final Supplier<Map<String, Progress>> progress;
    private final Nodes nodes;
    private final Clock clock;
    private final Instant started;
    private final ReentrantLock writing = new ReentrantLock();

    NodeReporter(
            String node, PluginRuntime runtime, Supplier<Map<String, Progress>> progress, Nodes nodes, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.started = now();
    }

    /** Reports the node in that state; a report that cannot be stored is followed by another soon. */
    void report(NodeReport.State state) {
        writing.lock();
        try {
            nodes.report(current(state));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "This node's report could not be stored: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    NodeReport current(NodeReport.State state) {
        RuntimeHealth health = runtime.health();
        return new NodeReport(
                node,
                state,
                started,
                now(),
                health.ready(),
                progress.get().values().stream()
                        .map(NodeReport.Plugin::of)
                        .sorted(Comparator.comparing(NodeReport.Plugin::id))
                        .toList(),
                runtime.instances().stream().map(NodeReport.Instance::of).toList(),
                runtime.instances().stream()
                        .filter(report -> report.state() == InstanceState.DRAINING)
                        .map(NodeReport.Instance::of)
                        .toList(),
                runtime.leaks().stream().map(NodeReport.Leak::of).toList(),
                health.leakLimit());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
