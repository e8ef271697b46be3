package com.adgenius.host.bench.search;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.namedVectors;

import com.adgenius.host.bench.Launched;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.server.search.CreativeText;
import com.adgenius.host.server.search.Embedder;
import com.adgenius.host.server.search.PointForm;
import com.adgenius.host.server.search.SearchFilter;
import com.adgenius.host.server.search.SearchQueries;
import com.adgenius.host.server.search.SparseText;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingResponse;
import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the product's search finds among the labelled creatives: read, embedded, stored and asked as the server does it, by
 * the embedding model of the distribution and the embedded Qdrant.
 */
final class HybridQuality {

    private static final long LIMIT = 60;

    private final LabelledSet set;

    HybridQuality(LabelledSet set) {
        this.set = set;
    }

    void run(Report report) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create();
                EmbeddingPlugin model = new EmbeddingPlugin(folder);
                Launched servers = Servers.start(folder);
                QdrantClient client = Servers.qdrant(servers)) {
            List<String> texts =
                    set.creatives().stream().map(HybridQuality::text).toList();
            EmbeddingResponse embedded = model.embed(texts, EmbeddingPurpose.DOCUMENT);
            Embedder embedder = new Embedder(
                    EmbeddingPlugin.ID,
                    embedded.usage().model(),
                    embedded.vectors().getFirst().size(),
                    false);
            String collection = embedder.collection("acme");
            done(client.createCollectionAsync(PointForm.collection(collection, embedder)));
            List<PointStruct> points = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                points.add(PointStruct.newBuilder()
                        .setId(id(set.creatives().get(i).id()))
                        .setVectors(namedVectors(PointForm.vectors(
                                texts.get(i), Optional.of(embedded.vectors().get(i)), Optional.empty())))
                        .build());
            }
            done(client.upsertAsync(collection, points));

            report.log("Search: " + embedder.provider() + "'s " + embedder.model() + ", " + embedder.dimension()
                    + " numbers, and words, fused by reciprocal rank, as GET /search asks.");
            Quality hybrid = Quality.of(
                    set.queries(),
                    (query, limit) -> found(
                            client,
                            SearchQueries.hybrid(
                                    collection,
                                    Optional.of(meaning(model, query.text())),
                                    SparseText.ofQuery(query.text()),
                                    SearchFilter.ALL,
                                    limit)));
            report.log("By meaning alone: "
                    + Quality.of(
                            set.queries(),
                            (query, limit) -> found(
                                    client,
                                    SearchQueries.hybrid(
                                            collection,
                                            Optional.of(meaning(model, query.text())),
                                            SparseText.ofQuery(""),
                                            SearchFilter.ALL,
                                            limit))));
            report.log("By words alone: "
                    + Quality.of(
                            set.queries(),
                            (query, limit) -> found(
                                    client,
                                    SearchQueries.words(
                                            collection, SparseText.ofQuery(query.text()), SearchFilter.ALL, limit))));
            report(report, hybrid);
        }
    }

    private static void report(Report report, Quality quality) {
        report.log("Hybrid: " + quality);
        report.log("Hybrid, queries with a shared word: " + quality.where(LabelledQuery::lexical));
        report.log("Hybrid, queries without a shared word: " + quality.where(query -> !query.lexical()));
        report.figure("search.recall10", quality.recall(), "ratio");
        report.figure("search.ndcg10", quality.ndcg(), "ratio");
        for (String language : quality.languages()) {
            Quality ofLanguage = quality.where(query -> query.language().equals(language));
            report.figure("search.recall10." + language, ofLanguage.recall(), "ratio");
            report.figure("search.ndcg10." + language, ofLanguage.ndcg(), "ratio");
        }
    }

    private static String text(LabelledCreative creative) {
        return CreativeText.of(creative.prompt(), List.copyOf(creative.copy().values()), creative.tags());
    }

    private static List<Float> meaning(EmbeddingPlugin model, String question) throws Exception {
        return model.embed(List.of(question), EmbeddingPurpose.QUERY).vectors().getFirst();
    }

    private static List<UUID> found(QdrantClient client, QueryPoints.Builder query) throws Exception {
        return done(client.queryAsync(query.build())).stream()
                .map(point -> UUID.fromString(point.getId().getUuid()))
                .toList();
    }

    private static <T> T done(ListenableFuture<T> answer) throws Exception {
        return answer.get(LIMIT, TimeUnit.SECONDS);
    }
}
