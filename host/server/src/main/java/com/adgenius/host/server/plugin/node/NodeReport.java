package com.adgenius.host.server.plugin.node;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceReport;
import com.adgenius.host.runtime.LeakReport;
import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.Route;
import com.adgenius.leak.CleanedUp;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs on a node.
 *
 * @param node its id, kept over restarts
 * @param state whether it runs, was stopped, or was not heard of for {@link Nodes#GONE_AFTER}
 * @param started when it started last
 * @param seen when it reported last, by its own clock
 * @param ready whether its leaks are within the limit
 * @param plugins how far it came with each plugin
 * @param instances what is loaded
 * @param drains those of them that were retired and still have calls
 * @param leaks closed instances that something keeps in memory
 * @param leakLimit the most leaked and stuck instances with which the node is ready
 */
public record NodeReport(
        String node,
        State state,
        Instant started,
        Instant seen,
        boolean ready,
        List<Plugin> plugins,
        List<Instance> instances,
        List<Instance> drains,
        List<Leak> leaks,
        int leakLimit) {

    public NodeReport {
        requireNonNull(node, "node is null");
        requireNonNull(state, "state is null");
        requireNonNull(started, "started is null");
        requireNonNull(seen, "seen is null");
        plugins = List.copyOf(plugins);
        instances = List.copyOf(instances);
        drains = List.copyOf(drains);
        leaks = List.copyOf(leaks);
    }

    /** Whether a node is there. */
    public enum State {
        /** It reports. */
        RUNNING,
        /** It said that it stops. */
        STOPPED,
        /** It was not heard of for a while. */
        GONE;

        /** The state in JSON, for instance {@code running}. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far the node came with a plugin.
     *
     * @param id the plugin's id
     * @param revision of the desired state that the node tried last
     * @param reached whether that is in force
     * @param result how far it came, for instance {@code reached} or {@code kept}
     * @param stable the version that serves as stable
     * @param canary the version that serves as canary
     * @param percent the canary's share
     * @param pins the versions that serve single tenants
     * @param failures why versions could not be activated
     */
    public record Plugin(
            String id,
            long revision,
            boolean reached,
            String result,
            Optional<String> stable,
            Optional<String> canary,
            Optional<Integer> percent,
            Map<String, String> pins,
            List<Failure> failures) {

        public Plugin {
            requireNonNull(id, "id is null");
            requireNonNull(result, "result is null");
            pins = Map.copyOf(pins);
            failures = List.copyOf(failures);
        }

        static Plugin of(Progress progress) {
            PlanOutcome outcome = progress.outcome();
            Route route = outcome.route();
            return new Plugin(
                    outcome.pluginId(),
                    progress.state().revision(),
                    outcome.reached(),
                    outcome.result().name().toLowerCase(Locale.ROOT),
                    route.stable(),
                    route.canary().map(canary -> canary.version()),
                    route.canary().map(canary -> canary.percent()),
                    route.pins(),
                    outcome.refusals().entrySet().stream()
                            .flatMap(entry -> entry.getValue().stream()
                                    .map(refusal -> new Failure(
                                            entry.getKey(), refusal.code().value(), refusal.message())))
                            .toList());
        }
    }

    /**
     * Why a version could not be activated.
     *
     * @param version the version; empty for a reason that concerns none
     * @param code the kind of reason, for instance {@code probe_failed}
     * @param message what is wrong, for people
     */
    public record Failure(String version, String code, String message) {}

    /**
     * An instance.
     *
     * @param plugin the plugin's id
     * @param version the artifact's version
     * @param sha256 of the artifact
     * @param number tells two instances of one artifact apart
     * @param state where it stands in its life, for instance {@code serving}
     * @param since when it came there
     * @param leases held now
     * @param runningCalls calls inside it now
     * @param stuckCalls those that ignored their interruption
     * @param calls ended since it was loaded
     * @param failures of them, by code
     */
    public record Instance(
            String plugin,
            String version,
            String sha256,
            long number,
            String state,
            Instant since,
            long leases,
            int runningCalls,
            int stuckCalls,
            long calls,
            Map<String, Long> failures) {

        static Instance of(InstanceReport report) {
            return new Instance(
                    report.instance().pluginId(),
                    report.instance().version(),
                    report.instance().descriptor().id().sha256(),
                    report.instance().number(),
                    report.state().value(),
                    report.since(),
                    report.leases(),
                    report.runningCalls(),
                    report.stuckCalls(),
                    report.calls(),
                    report.failures());
        }
    }

    /**
     * An instance that was closed and not collected.
     *
     * @param plugin the plugin's id
     * @param version the artifact's version
     * @param number which instance
     * @param closed when it was closed
     * @param holders what keeps it
     * @param cleaned what was removed when it was stopped
     */
    public record Leak(
            String plugin, String version, long number, Instant closed, List<Holder> holders, List<String> cleaned) {

        public Leak {
            holders = List.copyOf(holders);
            // Absent in the reports of nodes that still run an earlier version.
            cleaned = List.copyOf(Objects.requireNonNullElse(cleaned, List.of()));
        }

        static Leak of(LeakReport report) {
            return new Leak(
                    report.instance().pluginId(),
                    report.instance().version(),
                    report.instance().number(),
                    report.closed(),
                    report.holders().stream()
                            .map(holder -> new Holder(holder.kind().value(), holder.detail(), holder.path()))
                            .toList(),
                    report.cleaned().stream().map(CleanedUp::toString).toList());
        }
    }

    /**
     * What keeps a closed instance.
     *
     * @param kind what it is, for instance {@code thread}
     * @param detail which one
     * @param path the first steps from it to an object of the plugin's, as far as they are known
     */
    public record Holder(String kind, String detail, List<String> path) {

        public Holder {
            // Absent in the reports of nodes that still run an earlier version.
            path = List.copyOf(Objects.requireNonNullElse(path, List.of()));
        }
    }

    /** This report in another state. */
    public NodeReport in(State other) {
        return new NodeReport(node, other, started, seen, ready, plugins, instances, drains, leaks, leakLimit);
    }
}
