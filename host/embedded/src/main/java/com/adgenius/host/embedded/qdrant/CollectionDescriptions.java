package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;

/** What a collection says of itself: what it was created with, and what it holds. */
final class CollectionDescriptions {

    private CollectionDescriptions() {}

    /** Checks what a collection is to be created with, and completes it with Qdrant's defaults. */
    static CollectionInfo of(CreateCollection request) {
        requireSupported(request);
        CollectionParams.Builder parameters = CollectionParams.newBuilder()
                .setShardNumber(1)
                .setReplicationFactor(1)
                .setWriteConsistencyFactor(1);
        if (request.hasVectorsConfig()) {
            parameters.setVectorsConfig(request.getVectorsConfig());
        }
        if (request.hasSparseVectorsConfig()) {
            parameters.setSparseVectorsConfig(request.getSparseVectorsConfig());
        }
        CollectionConfig.Builder config = CollectionConfig.newBuilder()
                .setParams(parameters)
                .setHnswConfig(HnswConfigDiff.newBuilder()
                        .setM(VectorSchema.Graph.LINKS)
                        .setEfConstruct(VectorSchema.Graph.CANDIDATES)
                        .setFullScanThreshold(VectorSchema.Graph.FULL_SCAN_KILOBYTES)
                        .mergeFrom(request.getHnswConfig()))
                .setOptimizerConfig(request.getOptimizersConfig())
                .setWalConfig(request.getWalConfig())
                .putAllMetadata(request.getMetadataMap());
        VectorSchema.of(config.getParams(), config.getHnswConfig());
        return CollectionInfo.newBuilder().setConfig(config).build();
    }

    private static void requireSupported(CreateCollection request) {
        if (request.hasQuantizationConfig()) {
            throw Refusal.unsupported("quantization");
        }
        if (request.hasShardingMethod() && request.getShardingMethod() != ShardingMethod.Auto) {
            throw Refusal.unsupported("sharding by keys");
        }
        if (request.getStrictModeConfig().getEnabled()) {
            throw Refusal.unsupported("the strict mode");
        }
    }

    /** The collection as it is now. */
    static CollectionInfo now(StoredCollection collection) throws IOException {
        return collection.points(points -> points.read(reader -> {
            CollectionInfo.Builder info = collection.described().toBuilder()
                    .setStatus(CollectionStatus.Green)
                    .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                    .setSegmentsCount(
                            reader.searcher().getIndexReader().leaves().size())
                    .setPointsCount(reader.searcher().getIndexReader().numDocs())
                    .setIndexedVectorsCount(denseVectors(reader));
            for (String field : collection.described().getPayloadSchemaMap().keySet()) {
                Term present = new Term(
                        PayloadTerms.FIELD,
                        PayloadTerms.marker(
                                PayloadPath.parse("field_name", field).text(), PayloadTerms.PRESENT));
                info.putPayloadSchema(
                        field,
                        info.getPayloadSchemaOrThrow(field).toBuilder()
                                .setPoints(reader.searcher().count(new TermQuery(present)))
                                .build());
            }
            return info.build();
        }));
    }

    private static long denseVectors(PointReader reader) throws IOException {
        long count = 0;
        for (VectorSchema.Dense dense : reader.schema().dense().values()) {
            for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
                FloatVectorValues values = leaf.reader().getFloatVectorValues(dense.field());
                count += values == null ? 0 : values.size();
            }
        }
        return count;
    }
}
