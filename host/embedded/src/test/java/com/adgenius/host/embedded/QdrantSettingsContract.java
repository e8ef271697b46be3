package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.numbers;
import static com.adgenius.host.embedded.QdrantConnection.refusal;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the host asks of a collection's settings. */
interface QdrantSettingsContract {

    QdrantClient client();

    String collection();

    @Test
    default void changesHowGraphsAreBuilt() throws Exception {
        // A point that lacks some of the vectors that there are.
        done(client().upsertAsync(
                        collection(),
                        List.of(PointStruct.newBuilder()
                                .setId(id(1))
                                .setVectors(namedVectors(Map.of("text", vector(1f, 0f, 0f, 0f))))
                                .build())));
        CollectionConfig former =
                done(client().getCollectionInfoAsync(collection())).getConfig();
        assertThat(done(client().updateCollectionAsync(UpdateCollection.newBuilder()
                                .setCollectionName(collection())
                                .setHnswConfig(HnswConfigDiff.newBuilder().setEfConstruct(123))
                                .setOptimizersConfig(
                                        OptimizersConfigDiff.newBuilder().setIndexingThreshold(2_345))
                                .build()))
                        .getResult())
                .isTrue();
        CollectionConfig config =
                done(client().getCollectionInfoAsync(collection())).getConfig();
        assertThat(config.getHnswConfig().getEfConstruct()).isEqualTo(123);
        assertThat(config.getHnswConfig().getM())
                .isEqualTo(former.getHnswConfig().getM());
        assertThat(config.getOptimizerConfig().getIndexingThreshold()).isEqualTo(2_345);
        assertThat(numbers(done(client().queryAsync(QueryPoints.newBuilder()
                        .setCollectionName(collection())
                        .setQuery(nearest(1f, 0f, 0f, 0f))
                        .setUsing("text")
                        .build()))))
                .containsExactly(1L);
        assertThat(refusal(client().updateCollectionAsync(UpdateCollection.newBuilder()
                        .setCollectionName(collection() + "-unknown")
                        .setHnswConfig(HnswConfigDiff.newBuilder().setEfConstruct(123))
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
    }
}
