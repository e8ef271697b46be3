package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import java.io.IOException;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.hnsw.HnswGraph;

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
                .setOptimizerConfig(OptimizersConfigDiff.newBuilder()
                        .setIndexingThreshold(VectorSchema.Graph.INDEX_KILOBYTES)
                        .mergeFrom(request.getOptimizersConfig()))
                .setWalConfig(request.getWalConfig())
                .putAllMetadata(request.getMetadataMap());
        VectorSchema.of(config.build());
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

    /** Settings with the changes that are asked for. */
    static CollectionConfig changed(CollectionConfig config, UpdateCollection request) {
        if (request.hasParams()) {
            throw Refusal.unsupported("changing params");
        }
        if (request.hasVectorsConfig() || request.hasSparseVectorsConfig()) {
            throw Refusal.unsupported("changing what vectors there are");
        }
        if (request.hasQuantizationConfig()) {
            throw Refusal.unsupported("quantization");
        }
        if (request.getStrictModeConfig().getEnabled()) {
            throw Refusal.unsupported("the strict mode");
        }
        CollectionConfig.Builder changed = config.toBuilder().putAllMetadata(request.getMetadataMap());
        changed.getHnswConfigBuilder().mergeFrom(request.getHnswConfig());
        changed.getOptimizerConfigBuilder().mergeFrom(request.getOptimizersConfig());
        return changed.build();
    }

    /** The collection as it is now. */
    static CollectionInfo now(StoredCollection collection) throws IOException {
        return collection.points(points -> points.read(reader -> {
            CollectionInfo.Builder info = collection.described().toBuilder()
                    .setStatus(points.isBuilding() ? CollectionStatus.Yellow : CollectionStatus.Green)
                    .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                    .setSegmentsCount(
                            reader.searcher().getIndexReader().leaves().size())
                    .setPointsCount(reader.searcher().getIndexReader().numDocs())
                    .setIndexedVectorsCount(withGraph(reader));
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

    /** How many dense vectors are in a graph. */
    private static long withGraph(PointReader reader) throws IOException {
        long count = 0;
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            if (leaf.reader() instanceof CodecReader segment
                    && segment.getVectorReader() instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
                for (VectorSchema.Dense dense : reader.schema().dense().values()) {
                    if (fields.getFieldReader(dense.field()) instanceof HnswGraphProvider graphs) {
                        HnswGraph graph = graphs.getGraph(dense.field());
                        count += graph == null ? 0 : graph.size();
                    }
                }
            }
        }
        return count;
    }
}
