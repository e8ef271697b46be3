package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a tenant's creatives are found by: read past the host, by Qdrant's client.
 *
 * @param client asks Qdrant
 * @param tenant the tenant's slug
 */
record IndexLedger(QdrantClient client, String tenant) implements AutoCloseable {

    private static final Set<String> VECTORS = Set.of("content", "words");

    static IndexLedger of(String qdrant, String tenant) {
        URI address = URI.create(qdrant);
        return new IndexLedger(
                new QdrantClient(QdrantGrpcClient.newBuilder(address.getHost(), address.getPort(), false, false)
                        .build()),
                tenant);
    }

    /** Whatever is not as it must be when all that is ready can be found, and these creatives are ready. */
    List<String> faults(Api owner, List<String> creatives) throws Exception {
        List<String> faults = new ArrayList<>();
        JsonNode index = owner.get("/search/index").expect(200).json();
        long ready = index.get("creatives").asLong();
        if (index.get("indexed").asLong() != ready || ready < creatives.size()) {
            faults.add("of " + ready + " creatives " + index.get("indexed") + " are indexed");
        }
        if (index.get("pending").asLong() != 0 || !index.get("filling").isNull()) {
            faults.add("the index is not done: " + index);
        }
        List<String> collections = collections();
        if (collections.size() != 1) {
            faults.add("there is not one collection: " + collections);
            return faults;
        }
        Map<String, Set<String>> points = points(collections.getFirst(), creatives);
        for (String creative : creatives) {
            if (!points.containsKey(creative)) {
                faults.add("creative " + creative + " is not indexed");
            } else if (!points.get(creative).equals(VECTORS)) {
                faults.add("creative " + creative + " has the vectors " + points.get(creative));
            }
        }
        return faults;
    }

    /** The names of the vectors of each that is there. */
    private Map<String, Set<String>> points(String collection, List<String> creatives) throws Exception {
        Map<String, Set<String>> points = new HashMap<>();
        for (RetrievedPoint point : client.retrieveAsync(
                        collection,
                        creatives.stream().map(IndexLedger::id).toList(),
                        WithPayloadSelectorFactory.enable(false),
                        WithVectorsSelectorFactory.enable(true),
                        null)
                .get()) {
            points.put(
                    point.getId().getUuid(),
                    point.getVectors().getVectors().getVectorsMap().keySet());
        }
        return points;
    }

    /** Makes the creative be found no more. */
    void forget(String creative) throws Exception {
        client.deleteAsync(collections().getFirst(), List.of(id(creative))).get();
    }

    private List<String> collections() throws Exception {
        return client.listCollectionsAsync().get().stream()
                .filter(name -> name.startsWith("tenant_" + tenant + "_"))
                .toList();
    }

    private static PointId id(String creative) {
        return PointIdFactory.id(UUID.fromString(creative));
    }

    @Override
    public void close() {
        client.close();
    }
}
