package com.adgenius.host.bench.soak;

import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Calls plugins all the time. A call has failed when it does not give the payload's answer; that a plugin does not serve is
 * an answer too, but never from {@link #STEADY} to a tenant for whom nobody switches it off.
 */
final class Calls {

    static final String STEADY = "steady";
    static final List<String> OTHERS = List.of("other-1", "other-2", "other-3");
    /** Tenants for whom plugins are switched on and off. */
    static final List<String> SWITCHED =
            IntStream.range(0, 20).mapToObj(i -> "switched-" + i).toList();

    private static final List<String> SERVED =
            IntStream.range(0, 20).mapToObj(i -> "served-" + i).toList();
    private static final String MISSING = "missing";
    private static final String NAME = "somebody";
    private static final int CALLERS = 6;
    private static final Entry DETACHED = Entry.detached("greet", Duration.ofSeconds(30));

    private final PluginRuntime runtime;
    private final List<Thread> callers = new ArrayList<>();
    private final LongAdder made = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    Calls(PluginRuntime runtime) {
        this.runtime = runtime;
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofPlatform().daemon().start(this::run));
        }
    }

    private void run() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (going) {
            boolean steady = random.nextBoolean();
            boolean served = random.nextBoolean();
            String plugin = steady ? STEADY : OTHERS.get(random.nextInt(OTHERS.size()));
            List<String> tenants = served ? SERVED : SWITCHED;
            TenantKey tenant = runtime.tenant(tenants.get(random.nextInt(tenants.size())));
            fault(plugin, tenant, steady && served, random.nextInt(100)).ifPresent(failures::add);
            made.increment();
        }
    }

    private Optional<String> fault(String plugin, TenantKey tenant, boolean mustServe, int way) {
        try {
            Optional<Integer> answer = way == 0 ? streamed(plugin, tenant) : called(plugin, tenant, way);
            boolean good = answer.map(number -> number % 1000 == NAME.length() && number >= 1000)
                    .orElse(!mustServe);
            return good ? Optional.empty() : Optional.of(plugin + " for " + tenant + " answered " + answer);
        } catch (CallFailedException e) {
            return Optional.of(plugin + " for " + tenant + ": " + e.code() + " " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(plugin + " for " + tenant + ": interrupted");
        }
    }

    /** The answer; empty when the plugin does not serve the tenant. */
    private Optional<Integer> called(String plugin, TenantKey tenant, int way)
            throws CallFailedException, InterruptedException {
        Entry entry = way < 20 ? DETACHED : Entry.QUERY;
        try {
            return Optional.of(runtime.<Greeter, Integer>call(
                    plugin, tenant, Greeter.class, entry, greeter -> greeter.greet(NAME)));
        } catch (NotServedException _) {
            return Optional.empty();
        }
    }

    private Optional<Integer> streamed(String plugin, TenantKey tenant)
            throws CallFailedException, InterruptedException {
        Optional<Lease> served = runtime.lease(plugin, tenant);
        if (served.isEmpty()) {
            return Optional.empty();
        }
        try (Lease lease = served.get()) {
            return Optional.of(lease.<Greeter, Integer>stream(Greeter.class, DETACHED, (greeter, progress) -> {
                int[] last = new int[1];
                greeter.greet(NAME, 10, 20, piece -> {
                    progress.made();
                    last[0] = piece;
                });
                return last[0];
            }));
        } catch (NotServedException _) {
            return Optional.empty();
        }
    }

    /** What the same check says of a plugin that is not there: one failure, or the check finds nothing. */
    long planted() {
        return fault(MISSING, runtime.tenant(SERVED.getFirst()), true, 50).isPresent() ? 1 : 0;
    }

    long made() {
        return made.sum();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    void end() throws InterruptedException {
        going = false;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
