package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.search.Index.Target;
import com.adgenius.host.server.search.Ranking.Hit;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds creatives of the tenant in scope. What Qdrant has and MongoDB has not is left out, and looked at again. */
final class CreativeSearch {

    /** The most that a question finds. */
    static final int MOST = 200;

    /** How many creatives a recommendation chooses from. */
    static final int CONSIDERED = 100;

    /** What a creative's similarity is multiplied by where nobody knows how it did. */
    static final double NEUTRAL = 1;

    private static final double LEAST_WEIGHT = 0.5;

    private final IndexStore store;
    private final Points points;
    private final CreativeSource creatives;
    private final PendingCreatives pending;
    private final Embeddings embeddings;
    private final Indexer indexer;

    CreativeSearch(
            IndexStore store,
            Points points,
            CreativeSource creatives,
            PendingCreatives pending,
            Embeddings embeddings,
            Indexer indexer) {
        this.store = requireNonNull(store, "store is null");
        this.points = requireNonNull(points, "points is null");
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.pending = requireNonNull(pending, "pending is null");
        this.embeddings = requireNonNull(embeddings, "embeddings is null");
        this.indexer = requireNonNull(indexer, "indexer is null");
    }

    /** What means what the question means, or has its words; at most {@value #MOST}. */
    Ranking search(String question, SearchFilter filter) throws InterruptedException {
        Optional<Target> serving = store.find().serving();
        if (serving.isEmpty()) {
            return Ranking.NONE;
        }
        String collection = serving.get().collection();
        Optional<List<Float>> meaning = embeddings.of(serving.get().embedder(), question);
        SparseText words = SparseText.ofQuery(question);
        String by = meaning.isPresent() ? Ranking.MEANING : Ranking.WORDS;
        if (meaning.isEmpty() && words.isEmpty()) {
            return new Ranking(List.of(), false, by);
        }
        List<QueryPoints> queries = new ArrayList<>();
        queries.add(
                SearchQueries.hybrid(collection, meaning, words, filter, MOST).build());
        if (meaning.isPresent() && !words.isEmpty()) {
            queries.add(SearchQueries.words(collection, words, filter, MOST).build());
        }
        List<List<ScoredPoint>> found = ask(serving.get(), queries);
        Set<UUID> sharing = new HashSet<>();
        if (!words.isEmpty()) {
            found.getLast().forEach(point -> sharing.add(Points.id(point.getId())));
        }
        return new Ranking(shown(hits(found.getFirst(), sharing), filter), meaning.isPresent(), by);
    }

    /** What looks like the creative, where it has a picture and the model reads them; else what means the same. */
    Ranking like(String creative, SearchFilter filter) throws InterruptedException {
        UUID id = UUID.fromString(creative);
        Optional<Target> serving = store.find().serving();
        Optional<PointPayload> point = serving.isEmpty() ? Optional.empty() : point(serving.get(), id);
        if (point.isEmpty()) {
            indexer.index(creative);
            serving = store.find().serving();
            point = serving.isEmpty() ? Optional.empty() : point(serving.get(), id);
        }
        if (point.isEmpty() || serving.isEmpty()) {
            return Ranking.NONE;
        }
        boolean meaning = point.get().meaning() == PointPayload.Meaning.KNOWN;
        String using =
                point.get().pictured() ? SearchQueries.PICTURE : meaning ? SearchQueries.CONTENT : SearchQueries.WORDS;
        QueryPoints query = SearchQueries.like(serving.get().collection(), id, using, filter, MOST)
                .build();
        List<ScoredPoint> found = ask(serving.get(), List.of(query)).getFirst();
        String by = point.get().pictured() ? Ranking.PICTURE : meaning ? Ranking.MEANING : Ranking.WORDS;
        return new Ranking(shown(hits(found, Set.of()), filter), !by.equals(Ranking.WORDS), by);
    }

    private Optional<PointPayload> point(Target target, UUID id) throws InterruptedException {
        return Optional.ofNullable(points.find(target, List.of(id)).get(id));
    }

    /**
     * A creative for a brief.
     *
     * @param id which
     * @param score its similarity, weighed by how it did
     * @param similarity to the brief, 0 to 1
     */
    record Recommended(UUID id, double score, double similarity) {}

    /**
     * What a brief found.
     *
     * @param creatives the best first
     * @param semantic whether it was compared by meaning, not by words alone
     */
    record Recommendation(List<Recommended> creatives, boolean semantic) {}

    /**
     * The creatives that are near to the brief and did well: of those that {@link #search} finds, each has the score
     * {@code similarity * weight}. The similarity is the cosine of the two vectors, never below 0; by words alone it is the
     * part that a creative has of the best one's. The weight is {@code 0.5 + performance score}, and {@value #NEUTRAL} where
     * that is not known.
     */
    Recommendation recommend(String brief, SearchFilter filter, int limit) throws InterruptedException {
        Optional<Target> serving = store.find().serving();
        if (serving.isEmpty()) {
            return new Recommendation(List.of(), false);
        }
        Optional<List<Float>> meaning = embeddings.of(serving.get().embedder(), brief);
        SparseText words = SparseText.ofQuery(brief);
        if (meaning.isEmpty() && words.isEmpty()) {
            return new Recommendation(List.of(), false);
        }
        QueryPoints.Builder hybrid =
                SearchQueries.hybrid(serving.get().collection(), meaning, words, filter, CONSIDERED);
        QueryPoints query = meaning.map(vector -> SearchQueries.nearestAmong(hybrid, vector, CONSIDERED))
                .orElse(hybrid)
                .build();
        List<Hit> hits = hits(ask(serving.get(), List.of(query)).getFirst(), Set.of());
        double best =
                meaning.isPresent() || hits.isEmpty() ? 1 : hits.getFirst().score();
        Map<UUID, Optional<Double>> scores = scores(hits, filter.hidden());
        List<Recommended> recommended = hits.stream()
                .filter(hit -> scores.containsKey(hit.id()))
                .map(hit -> {
                    double similarity = Math.clamp(hit.score() / best, 0, 1);
                    return new Recommended(hit.id(), similarity * weight(scores.get(hit.id())), similarity);
                })
                .sorted(Comparator.comparingDouble(Recommended::score).reversed())
                .limit(limit)
                .toList();
        return new Recommendation(recommended, meaning.isPresent());
    }

    /** Where the collection is gone, nothing is found, and all creatives are compared with it as soon as may be. */
    private List<List<ScoredPoint>> ask(Target serving, List<QueryPoints> queries) throws InterruptedException {
        try {
            return points.query(serving, queries);
        } catch (QdrantException e) {
            if (!e.missing()) {
                throw e;
            }
            store.compared(Index.Round.FIRST);
            return queries.stream().map(_ -> List.<ScoredPoint>of()).toList();
        }
    }

    static double weight(Optional<Double> performance) {
        return performance.map(score -> LEAST_WEIGHT + Math.clamp(score, 0, 1)).orElse(NEUTRAL);
    }

    private static List<Hit> hits(List<ScoredPoint> points, Set<UUID> sharing) {
        return points.stream()
                .map(point -> {
                    UUID id = Points.id(point.getId());
                    return new Hit(id, point.getScore(), sharing.contains(id));
                })
                .toList();
    }

    private List<Hit> shown(List<Hit> hits, SearchFilter filter) {
        Map<UUID, Optional<Double>> scores = scores(hits, filter.hidden());
        return hits.stream().filter(hit -> scores.containsKey(hit.id())).toList();
    }

    /** How the creatives of the hits did; a point whose creative is not there is looked at again. */
    private Map<UUID, Optional<Double>> scores(List<Hit> hits, List<String> hidden) {
        Map<UUID, Optional<Double>> scores =
                creatives.scores(hits.stream().map(Hit::id).toList(), hidden);
        hits.stream().map(Hit::id).filter(id -> !scores.containsKey(id)).forEach(id -> pending.add(id.toString()));
        return scores;
    }
}
