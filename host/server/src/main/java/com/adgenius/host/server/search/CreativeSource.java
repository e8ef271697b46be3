package com.adgenius.host.server.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeDocuments;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The creatives of the tenant in scope that can be found: those that are ready and not removed. */
final class CreativeSource {

    private static final Bson FOUND = and(eq("status", "ready"), exists("deleted_at", false));
    private static final String SCORE = "performance_score";

    private final TenantDatabase database;

    CreativeSource(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    /**
     * A creative as people see it.
     *
     * @param creative the creative
     * @param score how it did, where that is known
     */
    record Known(Creative creative, Optional<Double> score) {

        Known {
            requireNonNull(creative, "creative is null");
            requireNonNull(score, "score is null");
        }

        private static Known of(Document document) {
            return new Known(CreativeDocuments.creative(document), performance(document));
        }

        IndexedCreative indexed() {
            return IndexedCreative.of(creative, score);
        }
    }

    private static Optional<Double> performance(Document document) {
        return Optional.ofNullable(document.get(SCORE, Number.class)).map(Number::doubleValue);
    }

    Optional<IndexedCreative> find(String id) {
        return Await.first(creatives().find(and(eq("_id", id), FOUND)))
                .map(Known::of)
                .map(Known::indexed);
    }

    /** Those whose ids come after that one. */
    List<IndexedCreative> after(String id, int limit) {
        return Await.all(creatives()
                        .find(and(gt("_id", id), FOUND))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit))
                .stream()
                .map(Known::of)
                .map(Known::indexed)
                .toList();
    }

    long count() {
        return Await.one(creatives().countDocuments(FOUND));
    }

    /** Those of these ids that can be found. */
    Set<UUID> existing(List<UUID> ids) {
        Set<UUID> existing = new HashSet<>();
        Await.all(creatives()
                        .find(and(in("_id", texts(ids)), FOUND))
                        .projection(Projections.include("_id"))
                        .limit(Math.max(1, ids.size())))
                .forEach(document -> existing.add(UUID.fromString(document.getString("_id"))));
        return existing;
    }

    /**
     * How those of these ids did that people see; empty where nobody knows.
     *
     * @param hidden campaigns whose creatives nobody sees
     */
    Map<UUID, Optional<Double>> scores(List<UUID> ids, List<String> hidden) {
        Map<UUID, Optional<Double>> scores = new HashMap<>();
        Await.all(creatives()
                        .find(and(in("_id", texts(ids)), FOUND, nin("campaign_id", hidden)))
                        .projection(Projections.include(SCORE))
                        .limit(Math.max(1, ids.size())))
                .forEach(document -> scores.put(UUID.fromString(document.getString("_id")), performance(document)));
        return scores;
    }

    /**
     * Those of these ids that people see.
     *
     * @param hidden campaigns whose creatives nobody sees
     */
    Map<UUID, Known> shown(List<UUID> ids, List<String> hidden) {
        Map<UUID, Known> shown = new HashMap<>();
        Await.all(creatives()
                        .find(and(in("_id", texts(ids)), FOUND, nin("campaign_id", hidden)))
                        .limit(Math.max(1, ids.size())))
                .forEach(document -> shown.put(UUID.fromString(document.getString("_id")), Known.of(document)));
        return shown;
    }

    /** Whether it is ready; empty where there is none, or it was removed. */
    Optional<Boolean> ready(String id, List<String> hidden) {
        return Await.first(creatives()
                        .find(and(eq("_id", id), exists("deleted_at", false), nin("campaign_id", hidden)))
                        .projection(Projections.include("status")))
                .map(document -> "ready".equals(document.getString("status")));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private MongoCollection<Document> creatives() {
        return database.collection(CreativeDocuments.COLLECTION);
    }
}
