package com.adgenius.host.server.token;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.export.ExportSource;
import com.adgenius.host.server.export.SharedLines;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** API tokens by their hashes, in the public database: a token is looked up before it is known whose it is. */
final class ApiTokenStore {

    static final String COLLECTION = "api_tokens";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final Bson THERE = exists("revoked_at", false);

    private final MongoCollection<Document> tokens;
    private final PublicAuditNotes notes;

    ApiTokenStore(MongoConnection mongo, PublicAuditNotes notes) {
        this.tokens = mongo.publicDatabase().getCollection(COLLECTION);
        this.notes = requireNonNull(notes, "notes is null");
    }

    /** Creates the indexes; idempotent. */
    void provision() {
        Await.one(tokens.createIndex(Indexes.ascending("hash"), new IndexOptions().unique(true)));
        Await.one(tokens.createIndex(Indexes.ascending("tenant", "user_id")));
        notes.provision();
    }

    /** All of the tenant in scope, those that were revoked too, without what could be asked by. */
    ExportSource exported() {
        return new SharedLines(
                tokens,
                List.of(
                        "user_id",
                        "name",
                        "role",
                        "beginning",
                        "created_at",
                        "expires_at",
                        "last_used_at",
                        "revoked_at"));
    }

    PublicAuditNotes notes() {
        return notes;
    }

    void add(ApiToken token, String hash, Addressed note) {
        Await.one(tokens.insertOne(PublicAuditNotes.noting(token.document().append("hash", hash), note)));
    }

    /** Takes back one that was added a moment ago and is one too many. */
    void withdraw(String id) {
        Await.one(tokens.deleteOne(eq(id)));
    }

    /** The token of that hash, if it is valid. */
    Optional<ApiToken> valid(String hash, Instant now) {
        return Await.first(tokens.find(and(eq("hash", hash), valid(now))).first())
                .map(ApiToken::of);
    }

    private static Bson valid(Instant now) {
        return and(THERE, gt("expires_at", Date.from(now)));
    }

    /** Notes that it was used; not each time, as programs ask often. */
    void used(String id, Instant now) {
        Await.one(tokens.updateOne(
                and(
                        eq(id),
                        or(exists("last_used_at", false), lt("last_used_at", Date.from(now.minus(USE_NOTED_EVERY))))),
                set("last_used_at", Date.from(now))));
    }

    Optional<ApiToken> find(String id, String tenant) {
        return Await.first(tokens.find(and(eq(id), eq("tenant", tenant), THERE)).first())
                .map(ApiToken::of);
    }

    /** How many of the tenant are valid. */
    long valid(String tenant, Optional<String> userId, Instant now) {
        return Await.one(tokens.countDocuments(and(of(tenant, userId), valid(now))));
    }

    long count(String tenant, Optional<String> userId) {
        return Await.one(tokens.countDocuments(of(tenant, userId)));
    }

    List<ApiToken> page(String tenant, Optional<String> userId, PageRequest page) {
        boolean newestFirst = page.ordering().isEmpty() || page.descending();
        return Await.all(tokens.find(of(tenant, userId))
                        .sort(
                                newestFirst
                                        ? Sorts.descending("created_at", "_id")
                                        : Sorts.ascending("created_at", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(ApiToken::of)
                .toList();
    }

    /** Those of one member, or all of the tenant. */
    private static Bson of(String tenant, Optional<String> userId) {
        Bson all = and(eq("tenant", tenant), THERE);
        return userId.map(own -> and(all, eq("user_id", own))).orElse(all);
    }

    /** The ids of the member's tokens. */
    List<String> of(String userId, String tenant, int limit) {
        return Await.all(tokens.find(of(tenant, Optional.of(userId))).limit(limit)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Revokes it, on every node at once; false where it was already. */
    boolean revoke(String id, Instant now, Addressed note) {
        return Await.one(tokens.updateOne(
                                and(eq(id), THERE),
                                combine(set("revoked_at", Date.from(now)), PublicAuditNotes.noting(note))))
                        .getMatchedCount()
                == 1;
    }

    /** Forgets what was revoked or expired long ago. */
    void sweep(Instant now) {
        Date before = Date.from(now.minus(KEPT));
        Await.one(tokens.deleteMany(
                and(or(lt("revoked_at", before), lt("expires_at", before)), exists("unaudited.id", false))));
    }
}
