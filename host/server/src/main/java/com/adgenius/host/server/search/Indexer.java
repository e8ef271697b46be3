package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.search.Embeddings.Answer;
import com.adgenius.host.server.search.Index.Filling;
import com.adgenius.host.server.search.Index.Target;
import com.adgenius.host.server.search.PointPayload.Meaning;
import com.adgenius.host.server.search.Points.Vectors;
import com.google.common.util.concurrent.Striped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Brings the points of the tenant in scope to what its creatives are. Doing so again, also at the same time on two nodes,
 * has the effect of once: a creative that changed meanwhile is done again.
 */
final class Indexer {

    private static final int TRIES = 3;

    /** So many creatives are indexed at once on this node, at most. */
    private static final int PLACES = 64;

    /** As long as a model may take for a creative and its picture; whoever waited in vain notes the creative for later. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IndexStore store;
    private final Points points;
    private final CreativeSource creatives;
    private final PendingCreatives pending;
    private final Embeddings embeddings;

    /** A creative's event and the keeper may come at the same moment; the second finds it done, and asks no model again. */
    private final Striped<Lock> places = Striped.lock(PLACES);

    Indexer(
            IndexStore store,
            Points points,
            CreativeSource creatives,
            PendingCreatives pending,
            Embeddings embeddings) {
        this.store = requireNonNull(store, "store is null");
        this.points = requireNonNull(points, "points is null");
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.pending = requireNonNull(pending, "pending is null");
        this.embeddings = requireNonNull(embeddings, "embeddings is null");
    }

    /**
     * Indexes the creative as it is now; where it cannot be found any more, its point goes.
     *
     * @return whether nothing is owed; otherwise it is found by its words, and done again later
     * @throws QdrantException when Qdrant refuses or is away
     */
    boolean index(String id) throws InterruptedException {
        Lock place = places.get(id);
        if (!place.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            pending.add(id);
            return false;
        }
        try {
            return indexAlone(id);
        } finally {
            place.unlock();
        }
    }

    private boolean indexAlone(String id) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<IndexedCreative> creative = creatives.find(id);
            boolean settled = creative.isPresent() ? put(creative.get()) : remove(UUID.fromString(id));
            if (creatives.find(id).equals(creative)) {
                if (!settled) {
                    pending.add(id);
                }
                return settled;
            }
        }
        pending.add(id);
        return false;
    }

    private boolean remove(UUID id) throws InterruptedException {
        for (Target target : store.find().targets()) {
            points.remove(target, List.of(id));
        }
        return true;
    }

    private boolean put(IndexedCreative creative) throws InterruptedException {
        Index known = store.find();
        Optional<String> provider = embeddings.first();
        if (known.serving().isPresent() && known.filling().isEmpty()) {
            Target serving = known.serving().get();
            Map<UUID, PointPayload> stored = points.find(serving, List.of(creative.id()));
            if (settled(serving, provider, creative, stored.get(creative.id()))) {
                return true;
            }
        }
        Optional<Answer> answer =
                provider.isPresent() ? Optional.of(embeddings.of(provider.get(), creative)) : Optional.empty();
        Index index = observe(known, answer);
        for (Target target : index.targets()) {
            write(target, provider, creative, answer);
        }
        return answer.isEmpty() || !(answer.get() instanceof Answer.Failed(boolean forGood)) || forGood;
    }

    /** Whether the point is what the creative is now, as far as that can be with the models there are. */
    static boolean settled(
            Target target, Optional<String> provider, IndexedCreative creative, @Nullable PointPayload stored) {
        return stored != null
                && stored.fingerprint().equals(creative.fingerprint())
                && (provider.isEmpty()
                        || provider.get().equals(target.embedder().provider()) && stored.meaning() != Meaning.OWED);
    }

    /** Where creatives are indexed, now that is known whose vectors they have. */
    private Index observe(Index known, Optional<Answer> answer) throws InterruptedException {
        Embedder embedder = answer.orElse(null) instanceof Answer.Made made ? made.embedder() : Embedder.NONE;
        Target target = new Target(embedder.collection(TenantScope.current().slug()), embedder);
        if (known.serving().isEmpty()) {
            points.create(target);
            store.serve(target);
            return store.find();
        }
        if (!embedder.present()) {
            return known;
        }
        if (known.serving().get().equals(target)) {
            known.filling().ifPresent(store::stay);
            return known.filling().isEmpty() ? known : store.find();
        }
        if (known.filling().map(Filling::target).filter(target::equals).isPresent()) {
            return known;
        }
        points.create(target);
        store.fill(known, target);
        return store.find();
    }

    private void write(Target target, Optional<String> provider, IndexedCreative creative, Optional<Answer> answer)
            throws InterruptedException {
        switch (answerFor(target, provider, creative, answer).orElse(new Answer.Failed(false))) {
            case Answer.Made(Embedder embedder, Vectors vectors)
            when embedder.equals(target.embedder()) ->
                points.put(
                        target,
                        creative,
                        new PointPayload(
                                creative.fingerprint(),
                                Meaning.KNOWN,
                                vectors.picture().isPresent()),
                        vectors);
            case Answer.Failed(boolean forGood)
            when forGood ->
                points.put(
                        target,
                        creative,
                        new PointPayload(creative.fingerprint(), Meaning.REFUSED, false),
                        Vectors.NONE);
            default ->
                points.put(
                        target, creative, new PointPayload(creative.fingerprint(), Meaning.OWED, false), Vectors.NONE);
        }
    }

    /** While another model's collection is filled, the former one goes on to be asked for the one that serves. */
    private Optional<Answer> answerFor(
            Target target, Optional<String> provider, IndexedCreative creative, Optional<Answer> answer)
            throws InterruptedException {
        String former = target.embedder().provider();
        return target.embedder().present() && !provider.equals(Optional.of(former))
                ? Optional.of(embeddings.of(former, creative))
                : answer;
    }

    /**
     * Puts a creative into the collection that is being filled.
     *
     * @return whether it is there; not where the model is away or another by now
     */
    boolean fill(Index index, Filling filling, IndexedCreative creative) throws InterruptedException {
        Optional<String> provider = embeddings.first();
        if (provider.isEmpty()) {
            return false;
        }
        Answer answer = embeddings.of(provider.get(), creative);
        boolean usable = switch (answer) {
            case Answer.Made made -> made.embedder().equals(filling.target().embedder());
            case Answer.Failed failed -> failed.forGood();
        };
        if (usable) {
            write(filling.target(), provider, creative, Optional.of(answer));
        } else {
            observe(index, Optional.of(answer));
        }
        return usable;
    }
}
