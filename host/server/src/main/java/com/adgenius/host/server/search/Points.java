package com.adgenius.host.server.search;

import static io.qdrant.client.VectorsFactory.namedVectors;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.search.Index.Target;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The points of the tenant in scope. Another tenant's collection cannot be named: whoever tries is told that this is a fault
 * of the host.
 */
final class Points {

    private final QdrantConnection qdrant;

    Points(QdrantConnection qdrant) {
        this.qdrant = requireNonNull(qdrant, "qdrant is null");
    }

    /** Makes the collection with its payload indexes; done twice it has the effect of once. */
    void create(Target target) throws InterruptedException {
        String collection = own(target.collection());
        try {
            qdrant.ask(client -> client.createCollectionAsync(PointForm.collection(collection, target.embedder())));
        } catch (QdrantException e) {
            if (!e.exists()) {
                throw e;
            }
        }
        for (var index : PointPayload.INDEXED.entrySet()) {
            qdrant.ask(client -> client.createPayloadIndexAsync(
                    collection, index.getKey(), index.getValue(), null, true, null, null));
        }
    }

    /** Removes the collection; done twice it has the effect of once. */
    void drop(String collection) throws InterruptedException {
        String name = own(collection);
        try {
            qdrant.ask(client -> client.deleteCollectionAsync(name));
        } catch (QdrantException e) {
            if (!e.missing()) {
                throw e;
            }
        }
    }

    /** Removes every collection of the tenant in scope. */
    void dropAll() throws InterruptedException {
        String prefix = Embedder.prefix(TenantScope.current().slug());
        for (String collection : qdrant.ask(client -> client.listCollectionsAsync())) {
            if (collection.startsWith(prefix)) {
                drop(collection);
            }
        }
    }

    /** A point as it is stored. */
    void put(Target target, IndexedCreative creative, PointPayload payload, Vectors vectors)
            throws InterruptedException {
        PointStruct point = PointStruct.newBuilder()
                .setId(PointIdFactory.id(creative.id()))
                .setVectors(namedVectors(PointForm.vectors(creative.text(), vectors.content(), vectors.picture())))
                .putAllPayload(payload.values(creative))
                .build();
        existing(target, () -> qdrant.ask(client -> client.upsertAsync(own(target.collection()), List.of(point))));
    }

    /** Removes points; of those that are not there nothing is said. */
    void remove(Target target, List<UUID> ids) throws InterruptedException {
        List<PointId> points = ids.stream().map(PointIdFactory::id).toList();
        String collection = own(target.collection());
        try {
            qdrant.ask(client -> client.deleteAsync(collection, points));
        } catch (QdrantException e) {
            if (!e.missing()) {
                throw e;
            }
        }
    }

    /** What is known of each of the points that are there. */
    Map<UUID, PointPayload> find(Target target, List<UUID> ids) throws InterruptedException {
        List<PointId> points = ids.stream().map(PointIdFactory::id).toList();
        Map<UUID, PointPayload> found = new HashMap<>();
        try {
            qdrant.ask(client -> client.retrieveAsync(
                            own(target.collection()),
                            points,
                            WithPayloadSelectorFactory.enable(true),
                            WithVectorsSelectorFactory.enable(false),
                            null))
                    .forEach(point -> found.put(id(point.getId()), PointPayload.of(point.getPayloadMap())));
        } catch (QdrantException e) {
            if (!e.missing()) {
                throw e;
            }
        }
        return found;
    }

    /**
     * A part of all points, by their ids.
     *
     * @param ids the points
     * @param next the first point of the next part
     */
    record Part(List<UUID> ids, Optional<UUID> next) {}

    /** The points from that one on; without one from the first on. */
    Part from(Target target, Optional<UUID> first, int limit) throws InterruptedException {
        ScrollPoints.Builder scroll = ScrollPoints.newBuilder()
                .setCollectionName(own(target.collection()))
                .setLimit(limit)
                .setWithPayload(WithPayloadSelectorFactory.enable(false));
        first.ifPresent(id -> scroll.setOffset(PointIdFactory.id(id)));
        try {
            ScrollResponse response = qdrant.ask(client -> client.scrollAsync(scroll.build()));
            List<UUID> ids = new ArrayList<>();
            response.getResultList().forEach(point -> ids.add(id(point.getId())));
            return new Part(
                    ids,
                    response.hasNextPageOffset() ? Optional.of(id(response.getNextPageOffset())) : Optional.empty());
        } catch (QdrantException e) {
            if (e.missing()) {
                return new Part(List.of(), Optional.empty());
            }
            throw e;
        }
    }

    /** What the queries find, each the best first. */
    List<List<ScoredPoint>> query(Target target, List<QueryPoints> queries) throws InterruptedException {
        for (QueryPoints query : queries) {
            if (!query.getCollectionName().equals(target.collection())) {
                throw new IllegalStateException(
                        "A query of " + target.collection() + " names " + query.getCollectionName());
            }
        }
        String collection = own(target.collection());
        return qdrant.ask(client -> client.queryBatchAsync(collection, queries)).stream()
                .map(result -> result.getResultList())
                .toList();
    }

    /** How many points there are. */
    long count(Target target) throws InterruptedException {
        try {
            return qdrant.ask(client -> client.countAsync(own(target.collection())));
        } catch (QdrantException e) {
            if (e.missing()) {
                return 0;
            }
            throw e;
        }
    }

    /** A write to a collection, which is made where it is not there. */
    private void existing(Target target, Write write) throws InterruptedException {
        try {
            write.make();
        } catch (QdrantException e) {
            if (!e.missing()) {
                throw e;
            }
            create(target);
            write.make();
        }
    }

    @FunctionalInterface
    private interface Write {

        void make() throws InterruptedException;
    }

    private static String own(String collection) {
        String tenant = TenantScope.current().slug();
        if (!collection.startsWith(Embedder.prefix(tenant))) {
            throw new IllegalStateException("Collection " + collection + " is not tenant " + tenant + "'s");
        }
        return collection;
    }

    static UUID id(PointId id) {
        return UUID.fromString(id.getUuid());
    }

    /**
     * A creative's dense vectors.
     *
     * @param content of what it says
     * @param picture of what it looks like
     */
    record Vectors(Optional<List<Float>> content, Optional<List<Float>> picture) {

        static final Vectors NONE = new Vectors(Optional.empty(), Optional.empty());

        Vectors {
            requireNonNull(content, "content is null");
            requireNonNull(picture, "picture is null");
        }
    }
}
