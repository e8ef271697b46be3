package com.adgenius.host.server.campaign;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** The campaigns of the tenant in scope. */
public final class Campaigns {

    /** The most campaigns that may be removed at once; their ids are part of every query for creatives. */
    static final int REMOVED_LIMIT = 1_000;

    private static final String DRAFTS = "drafts";

    private final TenantDatabase database;
    private final Clock clock;

    /** The campaigns of each tenant. */
    public Campaigns(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        Await.one(campaigns()
                .createIndex(
                        Indexes.ascending("fixed_key"),
                        new IndexOptions().unique(true).sparse(true)));
        Await.one(campaigns().createIndex(Indexes.ascending("name_key")));
        Await.one(campaigns().createIndex(Indexes.descending("created_at", "_id")));
        Await.one(campaigns().createIndex(Indexes.ascending("deleted_at"), new IndexOptions().sparse(true)));
    }

    /** By what a name is found, in whatever case it was written. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the tenant has that campaign; a removed one it has not. */
    public boolean exists(String id) {
        return Await.first(campaigns().find(and(eq("_id", id), Filters.exists("deleted_at", false))))
                .isPresent();
    }

    /** The name of that campaign; empty where the tenant has none, or removed it. */
    public Optional<String> name(String id) {
        return Await.first(campaigns().find(and(eq("_id", id), Filters.exists("deleted_at", false))))
                .map(document -> document.getString("name"));
    }

    /** The campaigns that are removed, whose creatives are hidden with them. */
    public List<String> removed() {
        return Await.all(campaigns()
                        .find(Filters.exists("deleted_at"))
                        .projection(Projections.include("_id"))
                        .limit(REMOVED_LIMIT))
                .stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** The id of the campaign for creatives without one, which is made when it is first needed. */
    public String drafts() {
        return Await.first(campaigns().find(eq("fixed_key", DRAFTS)))
                .orElseGet(this::makeDrafts)
                .getString("_id");
    }

    private Document makeDrafts() {
        provision();
        Date now = Date.from(clock.instant());
        try {
            return Await.one(campaigns()
                    .findOneAndUpdate(
                            eq("fixed_key", DRAFTS),
                            combine(
                                    setOnInsert("_id", TimeOrderedId.next()),
                                    setOnInsert("revision", 1L),
                                    setOnInsert("name", "Drafts"),
                                    setOnInsert("name_key", key("Drafts")),
                                    setOnInsert("objective", ""),
                                    setOnInsert("created_at", now),
                                    setOnInsert("updated_at", now)),
                            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        } catch (MongoCommandException | DuplicateKeyException e) {
            requireDuplicate(e);
            return Await.one(campaigns().find(eq("fixed_key", DRAFTS)));
        }
    }

    // Another request made it first.
    private static void requireDuplicate(MongoException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
            throw e;
        }
    }

    private MongoCollection<Document> campaigns() {
        return database.collection(CampaignDocuments.COLLECTION);
    }
}
