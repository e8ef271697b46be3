package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How long a generator takes, from its last 50 creatives of the tenant in scope that became ready. */
final class DurationEstimates {

    private static final int SAMPLES = 50;
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int LIMIT = 10_000;

    private final CreativeStore store;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    DurationEstimates(CreativeStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    private record Key(String tenant, String generator, CreativeKind kind) {}

    private record Known(Estimate estimate, long until) {}

    /**
     * How long the work itself takes, without the wait for a worker; empty where nothing is known.
     *
     * @param p50 half of the creatives were ready after that many seconds
     * @param p90 nine of ten were
     */
    record Estimate(Optional<Double> p50, Optional<Double> p90) {}

    Estimate of(String generator, CreativeKind kind) {
        if (known.size() > LIMIT) {
            known.clear();
        }
        return known.compute(
                        new Key(TenantScope.current().slug(), generator, kind),
                        (_, before) -> before != null && before.until() - System.nanoTime() > 0
                                ? before
                                : new Known(measure(generator, kind), System.nanoTime() + FRESH.toNanos()))
                .estimate();
    }

    private Estimate measure(String generator, CreativeKind kind) {
        List<Long> sorted = store.recentDurations(generator, kind.value(), SAMPLES).stream()
                .sorted()
                .toList();
        return new Estimate(quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /** The nearest-rank quantile, in seconds. */
    static Optional<Double> quantile(List<Long> sortedMillis, double share) {
        if (sortedMillis.isEmpty()) {
            return Optional.empty();
        }
        int rank = (int) Math.ceil(share * sortedMillis.size());
        return Optional.of(sortedMillis.get(Math.max(rank, 1) - 1) / 1000.0);
    }
}
