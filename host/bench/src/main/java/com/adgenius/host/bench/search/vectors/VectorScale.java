package com.adgenius.host.bench.search.vectors;

import com.adgenius.host.bench.Launched;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.search.Servers;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Searches by the HNSW graph of the embedded Qdrant, as {@code ./adgenius servers} starts it, by Qdrant's own client:
 * how long the slowest hundredth takes, and how many of the true neighbours are found. The collections are made so that
 * no search compares all vectors unless it says {@code exact}.
 */
public final class VectorScale {

    private static final long SEED = 20_261_130;
    private static final Map<String, Integer> SIZES = sizes();
    private static final int QUERIES = 500;
    private static final int EXACT_QUERIES = 100;
    private static final int CHECKED_QUERIES = 40;
    private static final int K = 10;
    private static final int WARM_UP = 3;
    /** Of what the service says are the nearest, it may round a few otherwise than the check, which has doubles. */
    private static final double LEAST_AGREEMENT = 0.995;

    private static Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("10k", 10_000);
        sizes.put("100k", 100_000);
        return sizes;
    }

    /** Measures and reports. */
    public void run(Report report) throws Exception {
        report.log("Vectors: " + Mixture.DIMENSIONS + " dimensions, " + Mixture.CLUSTERS + " clusters, seed " + SEED
                + ", " + QUERIES + " queries of the same mixture, k = " + K + ", HNSW as Qdrant's defaults have it"
                + " (m 16, ef_construct 100, ef 100), one search at a time.");
        Mixture mixture = new Mixture(SEED);
        float[][] queries = mixture.draw(QUERIES);
        float[][] points = mixture.draw(
                SIZES.values().stream().mapToInt(size -> size).max().orElseThrow());
        try (TemporaryFolder folder = TemporaryFolder.create();
                Launched servers = Servers.start(folder);
                QdrantClient client = Servers.qdrant(servers)) {
            Rounds rounds = new Rounds(report);
            for (Map.Entry<String, Integer> size : SIZES.entrySet()) {
                float[][] some = Arrays.copyOf(points, size.getValue());
                VectorCollection collection = written(report, client, size.getKey(), some);
                recall(report, collection, size.getKey(), some, queries);
                rounds.add("p99 " + size.getKey(), () -> p99(collection, searches(collection, queries, false, false)))
                        .add(
                                "p99 filtered " + size.getKey(),
                                () -> p99(collection, searches(collection, queries, true, false)))
                        .add(
                                "p99 exact " + size.getKey(),
                                () -> p99(
                                        collection,
                                        searches(collection, queries, false, true)
                                                .subList(0, EXACT_QUERIES)));
            }
            Map<String, Series> measured = rounds.run(WARM_UP, Rounds.LEAST);
            for (String size : SIZES.keySet()) {
                for (String other : List.of("p99 filtered ", "p99 exact ")) {
                    report.log(other + size + ": " + measured.get(other + size).described() + " ms");
                }
                report.figure("search.p99_ms." + size, measured.get("p99 " + size), "ms");
            }
        }
    }

    private static VectorCollection written(Report report, QdrantClient client, String size, float[][] points)
            throws Exception {
        VectorCollection collection = VectorCollection.create(client, "vectors-" + size);
        long begun = System.nanoTime();
        collection.write(points);
        double written = (System.nanoTime() - begun) / 1e9;
        CollectionInfo info = collection.awaitGraph();
        double ready = (System.nanoTime() - begun) / 1e9;
        report.log(String.format(
                Locale.ROOT,
                "%s: written and acknowledged in %.1f s (%.0f a second), all in the graph after %.1f s, %d segments",
                size,
                written,
                points.length / written,
                ready,
                info.getSegmentsCount()));
        return collection;
    }

    /** The queries, each restricted in its own way or none. */
    private static List<QueryPoints> searches(
            VectorCollection collection, float[][] queries, boolean restricted, boolean exact) {
        List<QueryPoints> searches = new ArrayList<>();
        for (int i = 0; i < queries.length; i++) {
            searches.add(collection.search(queries[i], restriction(i, restricted), K, exact));
        }
        return searches;
    }

    private static Creatives.Restriction restriction(int query, boolean restricted) {
        return restricted ? Creatives.restriction(query) : Creatives.Restriction.NONE;
    }

    private static double p99(VectorCollection collection, List<QueryPoints> searches) throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        for (QueryPoints search : searches) {
            milliseconds.add(collection.milliseconds(search));
        }
        return new Series(milliseconds).quantile(0.99);
    }

    private static void recall(
            Report report, VectorCollection collection, String size, float[][] points, float[][] queries)
            throws Exception {
        for (boolean restricted : List.of(false, true)) {
            List<Set<Integer>> exact = found(collection, searches(collection, queries, restricted, true));
            check(report, exact, size, points, queries, restricted);
            Neighbours.Share share =
                    Neighbours.share(found(collection, searches(collection, queries, restricted, false)), exact);
            String name = "recall against exact, " + (restricted ? "filtered, " : "") + size;
            report.log(String.format(Locale.ROOT, "%s: %s are found, %.4f", name, share, share.ratio()));
            if (!restricted) {
                report.figure("search.recall_vs_exact." + size, share.ratio(), "ratio");
            }
        }
    }

    private static List<Set<Integer>> found(VectorCollection collection, List<QueryPoints> searches) throws Exception {
        List<Set<Integer>> found = new ArrayList<>();
        for (QueryPoints search : searches) {
            found.add(collection.found(search));
        }
        return found;
    }

    /** The service's exact answers, beside those that the bench finds by itself. */
    private static void check(
            Report report,
            List<Set<Integer>> exact,
            String size,
            float[][] points,
            float[][] queries,
            boolean restricted) {
        List<Set<Integer>> truth = new ArrayList<>();
        for (int i = 0; i < CHECKED_QUERIES; i++) {
            truth.add(Neighbours.exact(points, queries[i], K, restriction(i, restricted)));
        }
        Neighbours.Share agreed = Neighbours.share(exact.subList(0, CHECKED_QUERIES), truth);
        report.log("exact, " + (restricted ? "filtered, " : "") + size + ": " + agreed
                + " neighbours of the bench's own comparison are in the service's answers");
        if (agreed.ratio() < LEAST_AGREEMENT) {
            throw new IllegalStateException("The service's exact search is wrong: " + agreed);
        }
    }
}
