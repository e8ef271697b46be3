package com.adgenius.host.server.search;

import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;

import com.google.common.primitives.Floats;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The questions that Qdrant is asked. */
public final class SearchQueries {

    /** The dense vector of a creative's text. */
    public static final String CONTENT = "content";

    /** The dense vector of a creative's picture. */
    public static final String PICTURE = "picture";

    /** The sparse vector of a creative's words. */
    public static final String WORDS = "words";

    /** How many are looked at by meaning, and as many by words, at least. */
    static final int CANDIDATES = 100;

    /** How much ranks far down count beside the first ones, when two rankings become one: Qdrant's own. */
    private static final int FUSION = 2;

    /** What meaning and words count. Many creatives share some word with a question that has nothing to do with it. */
    private static final List<Float> WEIGHTS = List.of(1f, 0.3f);

    private SearchQueries() {}

    /**
     * By meaning and by words, fused by reciprocal rank; by one of them where the other is not there.
     *
     * @param meaning the question's vector, where there is one
     * @param words the question's words
     */
    public static QueryPoints.Builder hybrid(
            String collection, Optional<List<Float>> meaning, SparseText words, SearchFilter filter, int limit) {
        QueryPoints.Builder query = query(collection, filter.conditions(), limit);
        int candidates = Math.max(limit, CANDIDATES);
        if (meaning.isEmpty()) {
            return query.setQuery(byWords(words)).setUsing(WORDS);
        }
        if (words.isEmpty()) {
            return query.setQuery(byMeaning(meaning.get())).setUsing(CONTENT);
        }
        return query.addPrefetch(prefetch(byMeaning(meaning.get()), CONTENT, candidates))
                .addPrefetch(prefetch(byWords(words), WORDS, candidates))
                .setQuery(
                        rrf(Rrf.newBuilder().setK(FUSION).addAllWeights(WEIGHTS).build()));
    }

    /** By words alone. */
    public static QueryPoints.Builder words(String collection, SparseText words, SearchFilter filter, int limit) {
        return query(collection, filter.conditions(), limit)
                .setQuery(byWords(words))
                .setUsing(WORDS);
    }

    /** How near in meaning those are that the hybrid query finds, the nearest first. */
    static QueryPoints.Builder nearestAmong(QueryPoints.Builder hybrid, List<Float> meaning, int limit) {
        PrefetchQuery.Builder candidates = PrefetchQuery.newBuilder()
                .addAllPrefetch(hybrid.getPrefetchList())
                .setQuery(hybrid.getQuery())
                .setFilter(hybrid.getFilter())
                .setLimit(hybrid.getLimit());
        if (hybrid.hasUsing()) {
            candidates.setUsing(hybrid.getUsing());
        }
        return query(hybrid.getCollectionName(), hybrid.getFilter(), limit)
                .addPrefetch(candidates)
                .setQuery(byMeaning(meaning))
                .setUsing(CONTENT);
    }

    /** Like a creative, which is not among them. */
    static QueryPoints.Builder like(String collection, UUID creative, String using, SearchFilter filter, int limit) {
        return query(collection, filter.conditions(), limit)
                .setQuery(nearest(PointIdFactory.id(creative)))
                .setUsing(using);
    }

    private static QueryPoints.Builder query(String collection, Filter filter, int limit) {
        return QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setFilter(filter)
                .setLimit(limit);
    }

    private static PrefetchQuery prefetch(Query query, String using, int limit) {
        return PrefetchQuery.newBuilder()
                .setQuery(query)
                .setUsing(using)
                .setLimit(limit)
                .build();
    }

    private static Query byMeaning(List<Float> vector) {
        return nearest(Floats.toArray(vector));
    }

    private static Query byWords(SparseText words) {
        return nearest(words.values(), words.indices());
    }
}
