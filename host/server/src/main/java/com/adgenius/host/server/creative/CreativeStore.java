package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Reservation;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What people do with the creatives of the tenant in scope. Each change is one atomic update of one document. */
public final class CreativeStore {

    static final Bson KEPT = exists("deleted_at", false);

    private static final int VARIATIONS_SHOWN = 100;
    private static final int VARIATIONS_READ = 10_000;

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
        Await.one(creatives.createIndex(
                Indexes.ascending(GenerationDocuments.PARENT_ID), new IndexOptions().sparse(true)));
        Await.one(creatives.createIndex(Indexes.ascending("deleted_at"), new IndexOptions().sparse(true)));
    }

    /** Stores a new creative, which waits for a worker from now on. */
    void insert(Creative creative, Estimate estimate, AuditNote note) {
        Instant now = creative.times().createdAt();
        CreativeEvent queued = CreativeEvent.queued(creative.id(), now, 0, estimate);
        Await.done(creatives()
                .insertOne(AuditNotes.noting(CreativeDocuments.document(creative), note)
                        .append("open", true)
                        .append("run", 1)
                        .append("reservation_id", creative.id())
                        .append("attempts", 0)
                        .append("queued_at", Date.from(now))
                        .append("progress", CreativeUpdates.waiting(estimate, now))
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

    /** Ids of the variations of each of these creatives, the newest first, at most {@value #VARIATIONS_SHOWN} of each. */
    Map<String, List<String>> variations(List<String> ids, List<String> hiddenCampaigns) {
        Map<String, List<String>> variations = new HashMap<>();
        Await.all(creatives()
                        .find(and(in(GenerationDocuments.PARENT_ID, ids), KEPT, nin("campaign_id", hiddenCampaigns)))
                        .projection(Projections.include(GenerationDocuments.PARENT_ID))
                        .sort(Sorts.descending("_id"))
                        .limit(VARIATIONS_READ))
                .forEach(document -> {
                    String parent = document.get("variation", Document.class).getString("parent_id");
                    List<String> known = variations.computeIfAbsent(parent, _ -> new ArrayList<>());
                    if (known.size() < VARIATIONS_SHOWN) {
                        known.add(document.getString("_id"));
                    }
                });
        return variations;
    }

    private Optional<Document> document(String id) {
        return Await.first(creatives().find(and(eq("_id", id), KEPT)));
    }

    long count(CreativeFilter filter) {
        return Await.one(creatives().countDocuments(filter.bson()));
    }

    List<Creative> list(CreativeFilter filter, String field, boolean descending, PageRequest page) {
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

    /** Changes it, unless it has another revision by now. */
    Optional<Creative> change(Creative before, Bson change) {
        return update(and(eq("_id", before.id()), KEPT, eq("revision", before.revision())), change);
    }

    /** The creative, if it was removed after that time. */
    Optional<Creative> removed(String id, Instant since) {
        return Await.first(creatives().find(and(eq("_id", id), gt("deleted_at", Date.from(since)))))
                .map(CreativeDocuments::creative);
    }

    /** Brings it back, if it was removed after that time. */
    Optional<Creative> restore(String id, Instant since, Bson change) {
        return update(and(eq("_id", id), gt("deleted_at", Date.from(since))), combine(unset("deleted_at"), change));
    }

    /** Ids of creatives that were removed before that time. */
    List<String> over(Instant before, int limit) {
        return Await.all(creatives().find(lt("deleted_at", Date.from(before))).limit(limit)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Removes it for good. */
    void purge(String id) {
        Await.one(creatives().deleteOne(eq("_id", id)));
    }

    /** Ends it, unless it has ended already. */
    Optional<Creative> cancel(String id, AuditNote note) {
        Instant now = clock.instant();
        return update(
                and(eq("_id", id), KEPT, in("status", "queued", "running")),
                combine(
                        CreativeUpdates.status(CreativeStatus.CANCELLED, CreativeEvent.cancelled(id, now)),
                        AuditNotes.noting(note),
                        set("finished_at", Date.from(now))));
    }

    /** Removes it from every list; it must have ended, and have that revision where one is given. */
    Optional<Creative> delete(String id, OptionalLong revision, AuditNote note) {
        Instant now = clock.instant();
        return update(
                and(
                        eq("_id", id),
                        KEPT,
                        in("status", "ready", "failed", "cancelled"),
                        revision.isPresent() ? eq("revision", revision.getAsLong()) : new Document()),
                combine(
                        AuditNotes.noting(note),
                        set("deleted_at", Date.from(now)),
                        set("open", true),
                        CreativeUpdates.seen(now),
                        CreativeUpdates.tell(CreativeEvent.deleted(id, now))));
    }

    /** Queues it again where it failed or was cancelled, and nothing of that run is left to do. */
    Optional<Creative> retry(String id, Reservation reservation, Estimate estimate, AuditNote note) {
        Instant now = clock.instant();
        return update(
                and(eq("_id", id), KEPT, in("status", "failed", "cancelled"), ne("open", true)),
                combine(
                        AuditNotes.noting(note),
                        CreativeUpdates.anew(),
                        CreativeUpdates.status(CreativeStatus.QUEUED, CreativeEvent.queued(id, now, 0, estimate)),
                        set("progress", CreativeUpdates.waiting(estimate, now)),
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
