package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers a query: its prefetches first, then itself, on what they found where there are any. A filter holds for all
 * prefetches below it, and points that a query names as examples are not among what it finds.
 */
final class PointQueries {

    private static final int DEFAULT_LIMIT = 10;

    private final PointReader reader;
    private final IncomingPoints vectors;

    PointQueries(PointReader reader) {
        this.reader = reader;
        this.vectors = new IncomingPoints(reader.schema());
    }

    /** What the query finds, the best first, after its offset. */
    List<Hit> run(QueryPoints request) throws IOException {
        requireSupported(request);
        PrefetchQuery root = root(request);
        long offset = request.getOffset();
        int limit = bounded(saturatedSum(limit(root), offset));
        List<PointKey> examples = examples(root).map(PointKey::of).toList();
        List<org.apache.lucene.search.Query> filters = new ArrayList<>();
        if (!examples.isEmpty()) {
            filters.add(FilterQuery.not(FilterQuery.ids(examples.stream().map(PointKey::id))));
        }
        List<Hit> hits = run(root, filters, limit);
        return hits.subList(bounded(Math.min(offset < 0 ? Long.MAX_VALUE : offset, hits.size())), hits.size());
    }

    private static void requireSupported(QueryPoints request) {
        if (request.hasShardKeySelector()) {
            throw Refusal.unsupported("shard keys");
        }
    }

    private static PrefetchQuery root(QueryPoints request) {
        PrefetchQuery.Builder root = PrefetchQuery.newBuilder().addAllPrefetch(request.getPrefetchList());
        if (request.hasQuery()) {
            root.setQuery(request.getQuery());
        }
        if (request.hasUsing()) {
            root.setUsing(request.getUsing());
        }
        if (request.hasFilter()) {
            root.setFilter(request.getFilter());
        }
        if (request.hasParams()) {
            root.setParams(request.getParams());
        }
        if (request.hasScoreThreshold()) {
            root.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasLimit()) {
            root.setLimit(request.getLimit());
        }
        if (request.hasLookupFrom()) {
            root.setLookupFrom(request.getLookupFrom());
        }
        return root.build();
    }

    private static long limit(PrefetchQuery node) {
        if (!node.hasLimit()) {
            return DEFAULT_LIMIT;
        }
        if (node.getLimit() == 0) {
            throw Refusal.invalid("limit", "value 0 invalid, must be 1 or larger");
        }
        return node.getLimit();
    }

    /** Both are unsigned. */
    private static long saturatedSum(long a, long b) {
        return a < 0 || b < 0 || a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    /** There are not more points than that. */
    private int bounded(long number) {
        int most = Math.max(1, reader.searcher().getIndexReader().maxDoc());
        return number < 0 || number > most ? most : (int) number;
    }

    private List<Hit> run(PrefetchQuery node, List<org.apache.lucene.search.Query> above, int limit)
            throws IOException {
        requireConsistent(node);
        List<org.apache.lucene.search.Query> filters = new ArrayList<>(above);
        if (node.hasFilter()) {
            filters.add(FilterQuery.of(node.getFilter()));
        }
        List<List<Hit>> found = new ArrayList<>();
        for (PrefetchQuery prefetch : node.getPrefetchList()) {
            found.add(run(prefetch, filters, bounded(limit(prefetch))));
        }
        if (!node.hasQuery()) {
            return new PointScroll(reader).first(FilterQuery.and(filters), limit);
        }
        Optional<ReciprocalRankFusion> fusion = fusion(node.getQuery());
        if (fusion.isPresent()) {
            if (found.isEmpty()) {
                throw Refusal.wrongInput("Validation failed: cannot apply Fusion without prefetches");
            }
            List<Hit> fused = fusion.get().fuse(found).stream()
                    .filter(hit -> !node.hasScoreThreshold() || hit.score() >= node.getScoreThreshold())
                    .toList();
            return fused.subList(0, Math.min(limit, fused.size()));
        }
        SearchParams parameters = node.getParams();
        if (!found.isEmpty()) {
            Set<PointKey> candidates = new HashSet<>();
            found.forEach(hits -> hits.forEach(hit -> candidates.add(hit.key())));
            filters.add(FilterQuery.ids(candidates.stream().map(PointKey::id)));
            parameters = SearchParams.newBuilder().setExact(true).build();
        }
        return search(node, parameters, FilterQuery.and(filters), limit).stream()
                .filter(hit -> !node.hasScoreThreshold() || hit.score() > node.getScoreThreshold())
                .toList();
    }

    private static void requireConsistent(PrefetchQuery node) {
        if (node.hasLookupFrom()) {
            throw Refusal.unsupported("lookup_from");
        }
        if (node.getParams().hasHnswEf() && node.getParams().getHnswEf() == 0) {
            throw Refusal.invalid("params.hnsw_ef", "value 0 invalid, must be 1 or larger");
        }
        if (!node.hasQuery() && node.getPrefetchCount() > 0) {
            throw Refusal.wrongInput(
                    "A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
        }
        if (!node.hasQuery() && node.hasScoreThreshold()) {
            throw Refusal.wrongInput("A query is needed to use the score_threshold. Can't have score_threshold without"
                    + " defining a query.");
        }
        if (node.getQuery().hasFusion() && !node.getUsing().isEmpty()) {
            throw Refusal.wrongInput("Fusion queries cannot be combined with the 'using' field.");
        }
    }

    private static Optional<ReciprocalRankFusion> fusion(Query query) {
        if (query.hasFusion()) {
            if (query.getFusion() != Fusion.RRF) {
                throw Refusal.unsupported("the fusion " + query.getFusion());
            }
            return Optional.of(new ReciprocalRankFusion(ReciprocalRankFusion.DEFAULT_K, List.of()));
        }
        if (query.hasRrf()) {
            return Optional.of(new ReciprocalRankFusion(
                    query.getRrf().hasK()
                            ? Integer.toUnsignedLong(query.getRrf().getK())
                            : ReciprocalRankFusion.DEFAULT_K,
                    query.getRrf().getWeightsList()));
        }
        return Optional.empty();
    }

    private List<Hit> search(
            PrefetchQuery node, SearchParams parameters, org.apache.lucene.search.Query filter, int limit)
            throws IOException {
        String name = node.getUsing();
        Vector target = target(node.getQuery(), name);
        Optional<VectorSchema.Dense> dense = reader.schema().dense(name);
        if (dense.isPresent()) {
            if (!target.hasDense()) {
                throw IncomingPoints.notOfItsKind();
            }
            return new DenseSearch(reader, dense.get())
                    .nearest(vectors.values(name, target.getDense()), filter, parameters, limit);
        }
        VectorSchema.Sparse sparse = reader.schema().sparse(name).orElseThrow(() -> Refusal.noVector(name));
        if (!target.hasSparse()) {
            throw IncomingPoints.notOfItsKind();
        }
        return new SparseSearch(reader, sparse).nearest(target.getSparse(), filter, limit);
    }

    private Vector target(Query query, String name) throws IOException {
        return switch (query.getVariantCase()) {
            case NEAREST -> vector(query.getNearest(), name);
            case RECOMMEND -> {
                RecommendInput recommend = query.getRecommend();
                if (recommend.hasStrategy() && recommend.getStrategy() != RecommendStrategy.AverageVector) {
                    throw Refusal.unsupported("the recommend strategy " + recommend.getStrategy());
                }
                yield Recommendation.target(
                        vectors(recommend.getPositiveList(), name), vectors(recommend.getNegativeList(), name));
            }
            case VARIANT_NOT_SET -> throw Refusal.wrongInput("Query variant is missing");
            default -> throw Refusal.unsupported("the query " + query.getVariantCase());
        };
    }

    private List<Vector> vectors(List<VectorInput> inputs, String name) throws IOException {
        List<Vector> found = new ArrayList<>();
        for (VectorInput input : inputs) {
            found.add(vector(input, name));
        }
        return found;
    }

    private Vector vector(VectorInput input, String name) throws IOException {
        if (!input.hasId()) {
            return IncomingPoints.given(input);
        }
        PointKey key = PointKey.of(input.getId());
        OptionalInt doc = reader.find(key);
        return reader.vector(doc.orElseThrow(() -> Refusal.noPoint(key)), name)
                .orElseThrow(() -> Refusal.wrongInput("Vector with name `" + name + "` not found for point " + key));
    }

    /** The points that the query or one below it names. */
    private static Stream<PointId> examples(PrefetchQuery node) {
        Stream<VectorInput> named = switch (node.getQuery().getVariantCase()) {
            case NEAREST -> Stream.of(node.getQuery().getNearest());
            case RECOMMEND ->
                Stream.concat(
                        node.getQuery().getRecommend().getPositiveList().stream(),
                        node.getQuery().getRecommend().getNegativeList().stream());
            default -> Stream.empty();
        };
        return Stream.concat(
                named.filter(VectorInput::hasId).map(VectorInput::getId),
                node.getPrefetchList().stream().flatMap(PointQueries::examples));
    }
}
