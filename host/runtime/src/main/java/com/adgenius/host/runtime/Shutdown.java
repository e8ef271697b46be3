package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a runtime: lets drains end, interrupts what remains, and takes down every instance, collecting every failure. */
final class Shutdown {

    private final Instances instances;
    private final Retirement retirement;
    private final Duration drain;
    private final Duration takeDown;

    Shutdown(RuntimeConfiguration configuration, Instances instances, Retirement retirement) {
        this.instances = instances;
        this.retirement = retirement;
        this.drain = configuration.limits().shutdown();
        Duration stop = configuration.effective(Entry.STOP).deadline();
        Duration close = configuration.effective(Entry.CLOSE).deadline();
        this.takeDown =
                stop.plus(close).plus(configuration.limits().interruption().multipliedBy(3));
    }

    /**
     * Takes down every instance, then the runtime's own parts.
     *
     * @throws RuntimeCloseException when something was not closed cleanly
     */
    void run(List<? extends AutoCloseable> parts) {
        RuntimeCloseException failures = new RuntimeCloseException(
                "The plugin runtime is closed, but not everything in it ended cleanly; see what is suppressed");
        boolean interrupted = !awaitInstances(drain);
        instances.all().forEach(instance -> instance.calls().interrupt(Interruption.EVICTION));
        interrupted |= !awaitCallsThenInstances();
        for (Instance instance : instances.all()) {
            report(instance, failures);
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                failures.addSuppressed(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    private boolean awaitCallsThenInstances() {
        long until = System.nanoTime() + takeDown.toNanos();
        boolean undisturbed = true;
        for (Instance instance : instances.all()) {
            retirement.force(instance);
        }
        while (undisturbed
                && System.nanoTime() < until
                && instances.all().stream().anyMatch(Shutdown::unsettled)) {
            instances.all().forEach(retirement::force);
            undisturbed = awaitInstances(Duration.ofMillis(20));
        }
        return undisturbed;
    }

    private static boolean unsettled(Instance instance) {
        return instance.settled().getCount() > 0;
    }

    /** Waits until every instance is closed or stuck, at most that long in all; false when interrupted. */
    private boolean awaitInstances(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            for (Instance instance : instances.all()) {
                if (!instance.settled().await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void report(Instance instance, RuntimeCloseException failures) {
        for (Refusal problem : instance.problems()) {
            failures.addSuppressed(new PluginRefusedException(List.of(problem)));
        }
        InstanceState state = instance.state();
        if (state != InstanceState.CLOSED && state != InstanceState.LEAKED && state != InstanceState.COLLECTED) {
            failures.addSuppressed(new PluginRefusedException(
                    RefusalCode.CLOSE_FAILED,
                    instance + " is still " + state.value() + " with "
                            + instance.calls().running() + " calls inside; its class loader stays open"));
        }
    }
}
