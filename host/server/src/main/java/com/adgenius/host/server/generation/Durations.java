package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.pushEach;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.Estimate.Basis;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.plugin.CreativeKind;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/**
 * How long each generator took. A tenant's own last creatives say it best, as its model providers, formats and briefs do;
 * where it has too few, those of all tenants do, of which the lengths alone are kept.
 */
final class Durations {

    private static final System.Logger LOG = System.getLogger(Durations.class.getName());

    /** From so many on a tenant's own creatives are enough to say something of. */
    static final int ENOUGH = 5;

    private static final int SAMPLES = 50;
    private static final int PLATFORM_SAMPLES = 200;
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int LIMIT = 10_000;

    private final JobStore store;
    private final MongoCollection<Document> platform;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    Durations(JobStore store, MongoConnection mongo) {
        this.store = requireNonNull(store, "store is null");
        this.platform = mongo.publicDatabase().getCollection("generator_durations");
    }

    private record Key(String tenant, String generator, CreativeKind kind) {}

    private record Known(History history, long until) {}

    /**
     * How long a generator took.
     *
     * @param basis whose creatives these were; empty where there are none
     * @param sorted milliseconds, the shortest first
     */
    record History(Optional<Basis> basis, List<Long> sorted) {

        private static final History NONE = new History(Optional.empty(), List.of());

        History {
            sorted = sorted.stream().sorted().toList();
        }

        /** The seconds within which that share of the creatives was ready; empty without a history. */
        Optional<Double> seconds(double share) {
            return left(share, -1);
        }

        /**
         * The seconds that are left for that share of those that took longer than so many milliseconds; empty where none
         * ever took so long.
         */
        Optional<Double> left(double share, long elapsed) {
            List<Long> longer =
                    sorted.stream().filter(millis -> millis > elapsed).toList();
            if (longer.isEmpty()) {
                return Optional.empty();
            }
            int rank = (int) Math.ceil(share * longer.size());
            return Optional.of((longer.get(Math.max(rank, 1) - 1) - Math.max(elapsed, 0)) / 1000.0);
        }
    }

    /** How long the generator took for the tenant in scope, or else for all. */
    History of(String generator, CreativeKind kind) {
        if (known.size() > LIMIT) {
            known.clear();
        }
        return known.compute(
                        key(generator, kind),
                        (_, before) -> before != null && before.until() - System.nanoTime() > 0
                                ? before
                                : new Known(read(generator, kind), System.nanoTime() + FRESH.toNanos()))
                .history();
    }

    private static Key key(String generator, CreativeKind kind) {
        return new Key(TenantScope.current().slug(), generator, kind);
    }

    private History read(String generator, CreativeKind kind) {
        List<Long> own = store.recentDurations(generator, kind, SAMPLES);
        if (own.size() >= ENOUGH) {
            return new History(Optional.of(Basis.TENANT), own);
        }
        List<Long> all = Await.first(platform.find(eq("_id", id(generator, kind))))
                .map(document -> document.getList("milliseconds", Long.class))
                .orElse(List.of());
        if (all.size() > own.size()) {
            return new History(Optional.of(Basis.PLATFORM), all);
        }
        return own.isEmpty() ? History.NONE : new History(Optional.of(Basis.TENANT), own);
    }

    /** The creative of the tenant in scope became ready after that many milliseconds of work. */
    void took(Creative creative, long milliseconds) {
        known.remove(key(creative.generator(), creative.kind()));
        try {
            Await.one(platform.updateOne(
                    eq("_id", id(creative.generator(), creative.kind())),
                    pushEach("milliseconds", List.of(milliseconds), new PushOptions().slice(-PLATFORM_SAMPLES)),
                    new UpdateOptions().upsert(true)));
        } catch (RuntimeException e) {
            // One more or less of the last 200: no reason to fail a creative that is ready.
            LOG.log(System.Logger.Level.INFO, "How long creative " + creative.id() + " took was not noted", e);
        }
    }

    private static String id(String generator, CreativeKind kind) {
        return generator + ":" + kind.value();
    }
}
