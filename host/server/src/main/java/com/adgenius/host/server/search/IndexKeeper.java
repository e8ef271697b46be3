package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.search.Index.Filling;
import com.adgenius.host.server.search.Index.Round;
import com.adgenius.host.server.search.Index.Target;
import com.adgenius.host.server.search.PendingCreatives.Pending;
import com.adgenius.host.server.search.PointPayload.Meaning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks after the index of the tenant in scope, on one node at a time: does again what was put aside, fills the collection of
 * another model, and compares all creatives with all points. Each look is bounded, and goes on where another ended.
 */
final class IndexKeeper {

    /** How long a node has an index to itself without a sign of life; longer than a model may take for a creative. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final System.Logger LOG = System.getLogger(IndexKeeper.class.getName());
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final int PENDING = 100;
    private static final int FILLED = 20;
    private static final int COMPARED = 200;

    private final IndexStore store;
    private final Points points;
    private final CreativeSource creatives;
    private final PendingCreatives pending;
    private final Embeddings embeddings;
    private final Indexer indexer;
    private final StoredResults results;
    private final Duration pause;
    private final Clock clock;

    /**
     * A keeper.
     *
     * @param pause between two comparisons
     */
    IndexKeeper(
            IndexStore store,
            Points points,
            CreativeSource creatives,
            PendingCreatives pending,
            Embeddings embeddings,
            Indexer indexer,
            StoredResults results,
            Duration pause,
            Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.points = requireNonNull(points, "points is null");
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.pending = requireNonNull(pending, "pending is null");
        this.embeddings = requireNonNull(embeddings, "embeddings is null");
        this.indexer = requireNonNull(indexer, "indexer is null");
        this.results = requireNonNull(results, "results is null");
        this.pause = requireNonNull(pause, "pause is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Does what is to be done, for some seconds at most.
     *
     * @throws QdrantException when Qdrant refuses or is away
     */
    void keep() throws InterruptedException {
        Index index = store.find();
        boolean waits = !pending.first(1).isEmpty();
        if (!waits && index.filling().isEmpty() && index.dropping().isEmpty() && !roundIsDue(index.round())) {
            return;
        }
        if (!store.claim(LEASE)) {
            return;
        }
        try {
            Instant end = clock.instant().plus(BUDGET);
            drop(index);
            catchUp(end);
            fill(end);
            if (roundIsDue(index.round())) {
                compare(end);
            }
        } finally {
            store.release();
        }
    }

    private boolean roundIsDue(Round round) {
        return round.begun()
                || round.endedAt()
                        .map(ended -> !clock.instant().isBefore(ended.plus(pause)))
                        .orElse(true);
    }

    private void drop(Index index) throws InterruptedException {
        for (String collection : index.dropping()) {
            if (store.find().targets().stream()
                    .noneMatch(target -> target.collection().equals(collection))) {
                points.drop(collection);
            }
            store.dropped(collection);
        }
    }

    /** Ends with the first that is owed still: whoever is away for one is away for the others. */
    private void catchUp(Instant end) throws InterruptedException {
        for (Pending waiting : pending.first(PENDING)) {
            if (clock.instant().isAfter(end) || !index(waiting.id())) {
                return;
            }
            pending.done(waiting);
        }
    }

    private void fill(Instant end) throws InterruptedException {
        while (clock.instant().isBefore(end)) {
            Index index = store.find();
            if (index.filling().isEmpty() || !store.claim(LEASE)) {
                return;
            }
            Filling filling = index.filling().get();
            List<IndexedCreative> page = creatives.after(filling.after(), FILLED);
            if (page.isEmpty()) {
                store.change(index.serving().orElseThrow(), filling);
                drop(store.find());
                return;
            }
            if (!fill(index, filling, page)) {
                return;
            }
            store.filled(new Filling(
                    filling.target(), page.getLast().id().toString(), filling.done() + page.size(), filling.since()));
        }
    }

    /** What an earlier look put there, and was killed before it said so, is there already. */
    private boolean fill(Index index, Filling filling, List<IndexedCreative> page) throws InterruptedException {
        Map<UUID, PointPayload> stored = points.find(filling.target(), ids(page));
        for (IndexedCreative creative : page) {
            PointPayload payload = stored.get(creative.id());
            boolean there = payload != null
                    && payload.meaning() != Meaning.OWED
                    && payload.fingerprint().equals(creative.fingerprint());
            if (!there && !taken(creative.id().toString(), () -> indexer.fill(index, filling, creative))) {
                return false;
            }
        }
        return true;
    }

    /** A creative whose point is another, or is missing, is indexed; a point without a creative goes. */
    private void compare(Instant end) throws InterruptedException {
        Round round = store.find().round();
        while (clock.instant().isBefore(end) && store.claim(LEASE)) {
            Index index = store.find();
            Optional<Round> next = round.creativesDone() ? comparePoints(index, round) : compareCreatives(index, round);
            if (next.isEmpty()) {
                return;
            }
            round = next.get();
            store.compared(round);
            if (!round.begun()) {
                results.sweep();
                return;
            }
        }
    }

    /** Empty when it has to stop: a model is away, or another's collection is filled now, which mends all. */
    private Optional<Round> compareCreatives(Index index, Round round) throws InterruptedException {
        Optional<String> provider = embeddings.first();
        List<IndexedCreative> page = creatives.after(round.creative(), COMPARED);
        if (!page.isEmpty()) {
            Map<UUID, PointPayload> stored =
                    index.serving().isPresent() ? points.find(index.serving().get(), ids(page)) : Map.of();
            for (IndexedCreative creative : page) {
                boolean settled = index.serving().isPresent()
                        && Indexer.settled(index.serving().get(), provider, creative, stored.get(creative.id()));
                if (!settled
                        && (!index(creative.id().toString())
                                || store.find().filling().isPresent())) {
                    return Optional.empty();
                }
            }
        }
        boolean last = page.size() < COMPARED;
        return Optional.of(new Round(last ? "" : page.getLast().id().toString(), round.point(), last, round.endedAt()));
    }

    private Optional<Round> comparePoints(Index index, Round round) throws InterruptedException {
        Optional<Target> serving = index.serving();
        if (serving.isEmpty()) {
            return Optional.of(new Round("", "", false, Optional.of(clock.instant())));
        }
        Optional<UUID> first = round.point().isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(round.point()));
        Points.Part part = points.from(serving.get(), first, COMPARED);
        var existing = creatives.existing(part.ids());
        List<UUID> orphans =
                part.ids().stream().filter(id -> !existing.contains(id)).toList();
        if (!orphans.isEmpty()) {
            points.remove(serving.get(), orphans);
        }
        return Optional.of(part.next()
                .map(next -> new Round("", next.toString(), true, round.endedAt()))
                .orElseGet(() -> new Round("", "", false, Optional.of(clock.instant()))));
    }

    private boolean index(String id) throws InterruptedException {
        return taken(id, () -> indexer.index(id));
    }

    private interface Indexing {

        boolean index() throws InterruptedException;
    }

    /** A creative that Qdrant refuses does not keep the others; it is tried again with the next comparison. */
    private static boolean taken(String id, Indexing indexing) throws InterruptedException {
        try {
            return indexing.index();
        } catch (QdrantException e) {
            if (e.away()) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "Creative " + id + " cannot be found: " + e.getMessage());
            return true;
        }
    }

    private static List<UUID> ids(List<IndexedCreative> page) {
        return page.stream().map(IndexedCreative::id).toList();
    }
}
