package com.adgenius.host.server.plugin.node;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.plugin.state.ChangeAnnouncer;
import com.adgenius.host.server.plugin.state.Plans;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Moves what runs on this node to the desired state. Level-triggered: each step reads what is wanted now, so a change that
 * nobody told of, or a node that was away, costs time and nothing else.
 */
public final class Reconciler {

    private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

    private final Plans plans;
    private final PluginRuntime runtime;
    private final ChangeAnnouncer announcer;
    private final Runnable moved;
    private final Clock clock;
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock everything = new ReentrantReadWriteLock();
    private volatile boolean began;

    /**
     * A reconciler.
     *
     * @param moved called after each step, on the step's thread
     */
    public Reconciler(Plans plans, PluginRuntime runtime, ChangeAnnouncer announcer, Runnable moved, Clock clock) {
        this.plans = requireNonNull(plans, "plans is null");
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.announcer = requireNonNull(announcer, "announcer is null");
        this.moved = requireNonNull(moved, "moved is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The first pass over all plugins, in parallel; returns when each was tried once. */
    public void begin() throws InterruptedException {
        Lock alone = everything.writeLock();
        alone.lockInterruptibly();
        try {
            List<Plans.Wanted> wanted = plans.all();
            List<PlanOutcome> outcomes =
                    runtime.applyAll(wanted.stream().map(Plans.Wanted::plan).toList());
            for (int i = 0; i < wanted.size(); i++) {
                note(wanted.get(i), outcomes.get(i));
                announcer.tellNodes(wanted.get(i).state());
                announcer.announce(wanted.get(i).state());
            }
            began = true;
        } finally {
            alone.unlock();
        }
        moved.run();
    }

    /** Whether the first pass was made. */
    public boolean began() {
        return began;
    }

    /**
     * Moves one plugin to what is wanted of it when this is called, or later. When it returns the new route and switches
     * are in force here, or the outcome says why not.
     *
     * @return empty when nobody knows the plugin
     */
    public Optional<PlanOutcome> reconcile(String pluginId) throws InterruptedException {
        return step(pluginId, this::reached);
    }

    private PlanOutcome reached(Plans.Wanted wanted) throws InterruptedException {
        announcer.tellNodes(wanted.state());
        PlanOutcome outcome = runtime.apply(wanted.plan());
        note(wanted, outcome);
        announcer.announce(wanted.state());
        return outcome;
    }

    /**
     * Moves one plugin to what is wanted of it, where this node is not there already. Tells nobody: who made the change
     * does.
     */
    public void follow(String pluginId) throws InterruptedException {
        if (!began) {
            // The first pass reads what is wanted then.
            return;
        }
        var _ = step(pluginId, wanted -> {
            Progress known = progress.get(pluginId);
            if (known != null && !known.due(wanted.plan().revision(), clock.instant())) {
                return known.outcome();
            }
            PlanOutcome outcome = runtime.apply(wanted.plan());
            note(wanted, outcome);
            return outcome;
        });
    }

    private interface Step {

        PlanOutcome take(Plans.Wanted wanted) throws InterruptedException;
    }

    private Optional<PlanOutcome> step(String pluginId, Step step) throws InterruptedException {
        Lock shared = everything.readLock();
        shared.lockInterruptibly();
        try {
            Lock turn = turns.computeIfAbsent(pluginId, _ -> new ReentrantLock());
            turn.lockInterruptibly();
            try {
                Optional<Plans.Wanted> wanted = plans.find(pluginId);
                if (wanted.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(step.take(wanted.get()));
            } finally {
                turn.unlock();
            }
        } finally {
            shared.unlock();
            moved.run();
        }
    }

    private void note(Plans.Wanted wanted, PlanOutcome outcome) {
        String pluginId = wanted.state().pluginId();
        long revision = wanted.plan().revision();
        progress.compute(
                pluginId,
                (_, before) -> before == null
                        ? Progress.first(wanted.state(), revision, outcome, clock.instant())
                        : before.next(wanted.state(), revision, outcome, clock.instant()));
        if (outcome.reached()) {
            progress.replaceAll((_, other) -> other.waitsForAnother() ? other.atOnce(clock.instant()) : other);
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Plugin " + pluginId + " is not at revision "
                            + wanted.state().revision() + " but "
                            + outcome.result() + ": " + outcome.refusals());
        }
    }

    /**
     * Looks for what others changed, and for what failed and is due again; begins what is found on threads of its own, so
     * that a plugin that hangs keeps no other.
     */
    public void poll() throws InterruptedException {
        if (!began) {
            begin();
            return;
        }
        plans.revisions().forEach((pluginId, revision) -> {
            Progress known = progress.get(pluginId);
            if ((known == null || known.due(revision, clock.instant())) && underWay.add(pluginId)) {
                Thread.ofVirtual().name("reconcile-" + pluginId).start(() -> reconcileAside(pluginId));
            }
        });
    }

    private void reconcileAside(String pluginId) {
        try {
            reconcile(pluginId);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Plugin " + pluginId + " could not be reconciled; trying again", e);
        } finally {
            underWay.remove(pluginId);
        }
    }

    /** How far this node came with each plugin. */
    Map<String, Progress> progress() {
        return Map.copyOf(progress);
    }
}
