package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the host asks of Qdrant's collections, their aliases and indexes. */
interface QdrantCollectionContract {

    QdrantClient client();

    String collection();

    static CreateCollection creation(String name) {
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap("text", vectors(4, Distance.Cosine))
                                .putMap("picture", vectors(3, Distance.Dot))))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                        .putMap(
                                "words",
                                SparseVectorParams.newBuilder()
                                        .setModifier(Modifier.Idf)
                                        .build())
                        .putMap("plain", SparseVectorParams.getDefaultInstance()))
                .build();
    }

    static VectorParams vectors(int size, Distance distance) {
        return VectorParams.newBuilder().setSize(size).setDistance(distance).build();
    }

    @Test
    default void describesListsAndDeletesACollection() throws Exception {
        CollectionInfo info = done(client().getCollectionInfoAsync(collection()));
        assertThat(info.getStatus()).isEqualTo(CollectionStatus.Green);
        assertThat(info.getPointsCount()).isZero();
        Map<String, VectorParams> dense =
                info.getConfig().getParams().getVectorsConfig().getParamsMap().getMapMap();
        assertThat(dense.get("text").getSize()).isEqualTo(4);
        assertThat(dense.get("text").getDistance()).isEqualTo(Distance.Cosine);
        assertThat(dense.get("picture").getDistance()).isEqualTo(Distance.Dot);
        Map<String, SparseVectorParams> sparse =
                info.getConfig().getParams().getSparseVectorsConfig().getMapMap();
        assertThat(sparse.get("words").getModifier()).isEqualTo(Modifier.Idf);
        assertThat(sparse).containsKey("plain");
        assertThat(done(client().listCollectionsAsync())).contains(collection());

        assertThat(done(client().deleteCollectionAsync(collection())).getResult())
                .isTrue();
        assertThat(done(client().collectionExistsAsync(collection()))).isFalse();
        assertThat(done(client().listCollectionsAsync())).doesNotContain(collection());
    }

    @Test
    default void hasOneCollectionOfAName() throws Exception {
        assertThat(refusal(client().createCollectionAsync(creation(collection()))))
                .isEqualTo(Status.Code.ALREADY_EXISTS);
    }

    @Test
    default void saysThatThereIsNoSuchCollection() throws Exception {
        String unknown = collection() + "-unknown";
        assertThat(refusal(client().getCollectionInfoAsync(unknown))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal(client().countAsync(unknown))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal(client().upsertAsync(unknown, List.of(QdrantContract.point(1, Map.of())))))
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    default void refusesVectorsOfNoDimension() throws Exception {
        assertThat(refusal(client().createCollectionAsync(collection() + "-b", vectors(0, Distance.Cosine))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    default void switchesAnAliasAtOnce() throws Exception {
        String alias = collection() + "-alias";
        done(client().createCollectionAsync(creation(collection() + "-b")));
        done(client().createAliasAsync(alias, collection()));
        done(client().upsertAsync(alias, List.of(QdrantContract.point(1, Map.of()))));
        assertThat(done(client().countAsync(collection()))).isEqualTo(1);
        assertThat(done(client().listCollectionAliasesAsync(collection()))).containsExactly(alias);

        done(client().updateAliasesAsync(List.of(
                AliasOperations.newBuilder()
                        .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias))
                        .build(),
                AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection() + "-b"))
                        .build())));
        assertThat(done(client().countAsync(alias))).isZero();
        assertThat(done(client().listCollectionAliasesAsync(collection()))).isEmpty();
        assertThat(done(client().listAliasesAsync()))
                .anyMatch(one -> one.getAliasName().equals(alias)
                        && one.getCollectionName().equals(collection() + "-b"));

        done(client().deleteAliasAsync(alias));
        assertThat(refusal(client().countAsync(alias))).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    default void removesACollectionsAliasesWithIt() throws Exception {
        String alias = collection() + "-alias";
        done(client().createAliasAsync(alias, collection()));
        done(client().deleteCollectionAsync(collection()));
        assertThat(done(client().listAliasesAsync()))
                .noneMatch(one -> one.getAliasName().equals(alias));
        assertThat(refusal(client().createAliasAsync(alias, collection()))).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    default void remembersAPayloadIndex() throws Exception {
        done(client().createPayloadIndexAsync(collection(), "type", PayloadSchemaType.Keyword, null, true, null, null));
        assertThat(done(client().getCollectionInfoAsync(collection()))
                        .getPayloadSchemaOrThrow("type")
                        .getDataType())
                .isEqualTo(PayloadSchemaType.Keyword);
    }
}
