package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Reservation;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What people do with the creatives of the tenant in scope. Each change is one atomic update of one document. */
public final class CreativeStore {

    private static final Bson KEPT = exists("deleted_at", false);

    private final TenantDatabase database;
    private final Clock clock;

    /** The creatives of each tenant. */
    public CreativeStore(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        MongoCollection<Document> creatives = creatives();
        Await.one(creatives.createIndex(Indexes.ascending("open"), new IndexOptions().sparse(true)));
        Await.one(creatives.createIndex(Indexes.descending("created_at", "_id")));
        Await.one(creatives.createIndex(
                Indexes.compoundIndex(Indexes.ascending("campaign_id"), Indexes.descending("created_at"))));
        Await.one(creatives.createIndex(Indexes.compoundIndex(
                Indexes.ascending("generator", "creative_type", "status"), Indexes.descending("finished_at"))));
        Await.one(creatives.createIndex(Indexes.ascending("tags")));
    }

    /** Stores a new creative, which waits for a worker from now on. */
    void insert(Creative creative) {
        Instant now = creative.times().createdAt();
        CreativeEvent queued = CreativeEvent.queued(creative.id(), now);
        Await.done(creatives()
                .insertOne(CreativeDocuments.document(creative)
                        .append("open", true)
                        .append("run", 1)
                        .append("reservation_id", creative.id())
                        .append("attempts", 0)
                        .append("queued_at", Date.from(now))
                        .append("lease", new Document("token", 0L))
                        .append("operations", List.of())
                        .append("outbox", List.of(queued.document()))
                        .append("history", List.of(queued.document()))));
    }

    /** The creative of that id. */
    public Optional<Creative> find(String id) {
        return document(id).map(CreativeDocuments::creative);
    }

    /** What happened to the creative, oldest first; empty where there is none. */
    Optional<List<CreativeEvent>> history(String id) {
        return document(id)
                .map(document -> document.getList("history", Document.class).stream()
                        .map(CreativeEvent::of)
                        .toList());
    }

    private Optional<Document> document(String id) {
        return Await.first(creatives().find(and(eq("_id", id), KEPT)));
    }

    /**
     * What a list shows.
     *
     * @param campaignId of this campaign
     * @param kind of this kind
     * @param status with this status
     * @param tag with this tag
     */
    record Filter(Optional<String> campaignId, Optional<String> kind, Optional<String> status, Optional<String> tag) {

        private Bson bson() {
            List<Bson> all = new ArrayList<>(List.of(KEPT));
            campaignId.ifPresent(value -> all.add(eq("campaign_id", value)));
            kind.ifPresent(value -> all.add(eq("creative_type", value)));
            status.ifPresent(value -> all.add(eq("status", value)));
            tag.ifPresent(value -> all.add(eq("tags", value)));
            return and(all);
        }
    }

    long count(Filter filter) {
        return Await.one(creatives().countDocuments(filter.bson()));
    }

    List<Creative> list(Filter filter, String field, boolean descending, PageRequest page) {
        Bson order = descending ? Sorts.descending(field, "_id") : Sorts.ascending(field, "_id");
        return Await.all(creatives()
                        .find(filter.bson())
                        .sort(order)
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(CreativeDocuments::creative)
                .toList();
    }

    /** Changes the name and the tags, unless the creative has another revision by now. */
    Optional<Creative> edit(String id, long revision, String name, List<String> tags) {
        return update(
                and(eq("_id", id), KEPT, eq("revision", revision)),
                combine(set("name", name), set("tags", tags), CreativeUpdates.seen(clock.instant())));
    }

    /** Ends it, unless it has ended already. */
    Optional<Creative> cancel(String id) {
        Instant now = clock.instant();
        return update(
                and(eq("_id", id), KEPT, in("status", "queued", "running")),
                combine(
                        CreativeUpdates.status(CreativeStatus.CANCELLED, CreativeEvent.cancelled(id, now)),
                        set("finished_at", Date.from(now))));
    }

    /** Removes it from every list; it must have ended. */
    Optional<Creative> delete(String id) {
        Instant now = clock.instant();
        return update(
                and(eq("_id", id), KEPT, in("status", "ready", "failed", "cancelled")),
                combine(
                        set("deleted_at", Date.from(now)),
                        set("open", true),
                        CreativeUpdates.seen(now),
                        CreativeUpdates.tell(CreativeEvent.deleted(id, now))));
    }

    /** Queues it again where it failed or was cancelled, and nothing of that run is left to do. */
    Optional<Creative> retry(String id, Reservation reservation) {
        Instant now = clock.instant();
        return update(
                and(eq("_id", id), KEPT, in("status", "failed", "cancelled"), ne("open", true)),
                combine(
                        CreativeUpdates.anew(),
                        CreativeUpdates.status(CreativeStatus.QUEUED, CreativeEvent.queued(id, now)),
                        set("queued_at", Date.from(now)),
                        set("reservation_id", reservation.id()),
                        set(
                                "price",
                                reservation
                                        .price()
                                        .map(CreativeDocuments::price)
                                        .orElse(null)),
                        inc("run", 1)));
    }

    /** How long the last runs of a generator took that ended well, in milliseconds, newest first. */
    List<Long> recentDurations(String generator, String kind, int limit) {
        return Await.all(creatives()
                        .find(and(eq("generator", generator), eq("creative_type", kind), eq("status", "ready")))
                        .sort(Sorts.descending("finished_at"))
                        .limit(limit))
                .stream()
                .filter(document -> document.getDate("started_at") != null)
                .map(document -> document.getDate("finished_at").getTime()
                        - document.getDate("started_at").getTime())
                .toList();
    }

    private Optional<Creative> update(Bson filter, Bson update) {
        return Await.first(creatives()
                        .findOneAndUpdate(
                                filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(CreativeDocuments::creative);
    }

    private MongoCollection<Document> creatives() {
        return database.collection(CreativeDocuments.COLLECTION);
    }
}
