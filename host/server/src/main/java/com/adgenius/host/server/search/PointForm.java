package com.adgenius.host.server.search;

import static io.qdrant.client.VectorFactory.vector;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.Vector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a collection and the vectors of its points look like. */
public final class PointForm {

    private PointForm() {}

    /** A collection of that model's vectors, and of words. */
    public static CreateCollection collection(String name, Embedder embedder) {
        VectorParamsMap.Builder vectors = VectorParamsMap.newBuilder();
        if (embedder.present()) {
            VectorParams parameters = VectorParams.newBuilder()
                    .setSize(embedder.dimension())
                    .setDistance(Distance.Cosine)
                    .build();
            vectors.putMap(SearchQueries.CONTENT, parameters);
            if (embedder.pictures()) {
                vectors.putMap(SearchQueries.PICTURE, parameters);
            }
        }
        SparseVectorParams words =
                SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build();
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(vectors))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(SearchQueries.WORDS, words))
                .build();
    }

    /**
     * The vectors of a creative, by their names.
     *
     * @param text what {@link CreativeText} made of it
     * @param content the vector of that text
     * @param picture the vector of its picture
     */
    public static Map<String, Vector> vectors(
            String text, Optional<List<Float>> content, Optional<List<Float>> picture) {
        Map<String, Vector> named = new HashMap<>();
        SparseText words = SparseText.ofDocument(text);
        if (!words.isEmpty()) {
            named.put(SearchQueries.WORDS, vector(words.values(), words.indices()));
        }
        content.ifPresent(values -> named.put(SearchQueries.CONTENT, vector(values)));
        picture.ifPresent(values -> named.put(SearchQueries.PICTURE, vector(values)));
        return named;
    }
}
