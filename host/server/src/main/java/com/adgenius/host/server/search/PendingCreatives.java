package com.adgenius.host.server.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Creatives of the tenant in scope whose points are to be looked at again, because Qdrant or a model was away. */
final class PendingCreatives {

    private final TenantDatabase database;
    private final Clock clock;

    PendingCreatives(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * One of them.
     *
     * @param id the creative
     * @param since when it was last noted
     */
    record Pending(String id, Instant since) {}

    void add(String id) {
        Await.one(pending()
                .updateOne(eq("_id", id), set("since", Date.from(clock.instant())), new UpdateOptions().upsert(true)));
    }

    /** Those that were noted first. */
    List<Pending> first(int limit) {
        return Await.all(pending().find().sort(Sorts.ascending("since")).limit(limit)).stream()
                .map(document -> new Pending(
                        document.getString("_id"), document.getDate("since").toInstant()))
                .toList();
    }

    /** It was looked at; what was noted meanwhile stays. */
    void done(Pending seen) {
        Await.one(pending().deleteOne(and(eq("_id", seen.id()), eq("since", Date.from(seen.since())))));
    }

    long count() {
        return Await.one(pending().countDocuments());
    }

    private MongoCollection<Document> pending() {
        return database.collection("search_pending");
    }
}
