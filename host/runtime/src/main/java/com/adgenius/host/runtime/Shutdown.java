package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Ends a runtime: lets drains end, interrupts what remains, and takes down every instance, collecting every failure. */
final class Shutdown {

    /** How often it is looked whether drains are forced or instances stuck. */
    private static final long LOOK_MILLIS = 10;

    private final Instances instances;
    private final Retirement retirement;
    private final Duration drain;
    private final Duration grace;
    private final Duration takeDown;

    Shutdown(RuntimeConfiguration configuration, Instances instances, Retirement retirement) {
        this.instances = instances;
        this.retirement = retirement;
        this.drain = configuration.limits().shutdown();
        this.grace = configuration.limits().interruption();
        Duration stop = configuration.effective(Entry.STOP).deadline();
        Duration close = configuration.effective(Entry.CLOSE).deadline();
        this.takeDown = stop.plus(close).plus(grace.multipliedBy(3));
    }

    /**
     * Takes down every instance, then the runtime's own parts.
     *
     * @throws RuntimeCloseException when something was not closed cleanly
     */
    void run(List<? extends AutoCloseable> parts) {
        List<Exception> failures = new ArrayList<>();
        boolean undisturbed = await(drain, instance -> down(instance) || stuck(instance), () -> {});
        instances.all().forEach(instance -> instance.calls().interrupt(Interruption.EVICTION));
        undisturbed &= await(
                takeDown,
                instance -> down(instance) || stuck(instance),
                () -> instances.all().forEach(retirement::force));
        undisturbed &= await(grace, Shutdown::down, () -> {});
        for (Instance instance : instances.all()) {
            report(instance, failures);
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!undisturbed) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new RuntimeCloseException(failures);
        }
    }

    /** Waits, at most that long, until all instances are as wanted; false when interrupted. */
    private boolean await(Duration limit, Predicate<Instance> wanted, Runnable meanwhile) {
        long until = System.nanoTime() + limit.toNanos();
        Optional<Instance> pending = pending(wanted);
        try {
            while (pending.isPresent() && System.nanoTime() < until) {
                meanwhile.run();
                pending.get().down().await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                pending = pending(wanted);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Optional<Instance> pending(Predicate<Instance> wanted) {
        return instances.all().stream().filter(wanted.negate()).findFirst();
    }

    private static boolean down(Instance instance) {
        return instance.down().getCount() == 0;
    }

    private static boolean stuck(Instance instance) {
        return instance.state() == InstanceState.STUCK;
    }

    private static void report(Instance instance, List<Exception> failures) {
        for (Refusal problem : instance.problems()) {
            failures.add(new PluginRefusedException(List.of(problem)));
        }
        if (!down(instance)) {
            failures.add(new PluginRefusedException(
                    RefusalCode.CLOSE_FAILED,
                    instance + " is still " + instance.state().value() + " with "
                            + (instance.calls().running() + instance.steps().running())
                            + " threads inside; its class loader stays open"));
        }
    }
}
