package com.adgenius.host.server.deletion;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Deletions, each in its tenant's document: what closes a tenant and what remembers that it is to be erased is one write.
 * Every change asks for the state that it leaves, so that of two that exclude each other one happens.
 */
final class DeletionStore {

    private static final String DELETION = "deletion";
    private static final String STATE = DELETION + ".state";
    private static final String LEASE = DELETION + ".lease_until";
    private static final String ATTEMPTS = DELETION + ".attempts";
    private static final int AT_ONCE = 100;

    private final MongoCollection<Document> tenants;
    private final Clock clock;

    DeletionStore(MongoConnection mongo, Clock clock) {
        this.tenants = mongo.publicDatabase().getCollection("tenants");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the index by which those are found that are under way; idempotent. */
    void provision() {
        Await.one(tenants.createIndex(Indexes.ascending(STATE), new IndexOptions().sparse(true)));
    }

    /** Closes the tenant; empty when it is closed already or there is none. */
    Optional<Deletion> close(String tenant, Principal principal, String exportId, Duration undo) {
        Instant now = clock.instant();
        Document deletion = new Document("id", TimeOrderedId.next())
                .append("state", DeletionState.CLOSING.value())
                .append("requested_at", Date.from(now))
                .append("requested_by", principal.userId())
                .append("final_at", Date.from(now.plus(undo)))
                .append("export_id", exportId)
                .append("attempts", 0)
                .append("done", List.of());
        return changed(
                and(eq(tenant), exists("provisioning", false), exists(DELETION, false)), set(DELETION, deletion));
    }

    /** The tenant's deletion, also one that ended. */
    Optional<Deletion> find(String tenant) {
        return Await.first(tenants.find(and(eq(tenant), exists(DELETION))).first())
                .map(DeletionStore::deletion);
    }

    /** Deletions that are in one of these states; a hundred at most. */
    List<Deletion> inState(DeletionState... states) {
        List<String> values = List.of(states).stream().map(DeletionState::value).toList();
        return Await.all(tenants.find(in(STATE, values)).limit(AT_ONCE)).stream()
                .map(DeletionStore::deletion)
                .toList();
    }

    /** Sessions are ended. */
    void closed(Deletion deletion) {
        Await.one(tenants.updateOne(
                and(one(deletion), eq(STATE, DeletionState.CLOSING.value())),
                set(STATE, DeletionState.CLOSED.value())));
    }

    /** Takes the deletion back; empty when there is none, or the erasure has begun. */
    Optional<Deletion> restore(String tenant, Principal principal) {
        return changed(
                and(eq(tenant), in(STATE, DeletionState.CLOSING.value(), DeletionState.CLOSED.value())),
                combine(
                        set(STATE, DeletionState.RESTORING.value()),
                        set(DELETION + ".restored_by", principal.userId()),
                        set(DELETION + ".restored_at", Date.from(clock.instant()))));
    }

    /** The tenant is open again. */
    void restored(Deletion deletion) {
        Await.one(tenants.updateOne(
                and(one(deletion), eq(STATE, DeletionState.RESTORING.value())),
                combine(unset(DELETION), inc("revision", 1L))));
    }

    /** Who asked for the deletion, and who took it back; none where nobody did. */
    Optional<String> actor(Deletion deletion, String field) {
        return Await.first(tenants.find(one(deletion)).first())
                .map(document -> document.get(DELETION, Document.class).getString(field));
    }

    /** A tenant that one worker erases; the number of the attempt is the claim's token. */
    record Claim(Deletion deletion, Tenant tenant, int attempt) {}

    /** Takes a tenant whose day has come, or that another worker left half erased. */
    Optional<Claim> claim(Duration lease) {
        Date now = Date.from(clock.instant());
        return Await.first(tenants.findOneAndUpdate(
                        or(
                                and(eq(STATE, DeletionState.CLOSED.value()), lte(DELETION + ".final_at", now)),
                                and(eq(STATE, DeletionState.ERASING.value()), lt(LEASE, now))),
                        combine(set(STATE, DeletionState.ERASING.value()), set(LEASE, end(lease)), inc(ATTEMPTS, 1)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(document -> new Claim(
                        deletion(document),
                        tenant(document),
                        document.get(DELETION, Document.class).getInteger("attempts")));
    }

    /** The lease begins anew; false where the claim no longer counts. */
    boolean renew(Claim claim, Duration lease) {
        return Await.one(tenants.updateOne(mine(claim), set(LEASE, end(lease)))).getMatchedCount() == 1;
    }

    /** A step is done. */
    void done(Claim claim, String step) {
        Await.one(tenants.updateOne(mine(claim), addToSet(DELETION + ".done", step)));
    }

    /** All is erased: what is left says that there was a tenant of that id, and when it went. */
    void bury(Claim claim) {
        Deletion deletion = claim.deletion();
        Document tombstone = new Document("_id", deletion.tenant())
                .append(
                        DELETION,
                        new Document("id", deletion.id())
                                .append("state", DeletionState.ERASED.value())
                                .append("requested_at", Date.from(deletion.requestedAt()))
                                .append("final_at", Date.from(deletion.finalAt()))
                                .append("erased_at", Date.from(clock.instant())));
        Await.one(tenants.replaceOne(mine(claim), tombstone));
    }

    private Date end(Duration lease) {
        return Date.from(clock.instant().plus(lease));
    }

    private static Bson one(Deletion deletion) {
        return and(eq(deletion.tenant()), eq(DELETION + ".id", deletion.id()));
    }

    private static Bson mine(Claim claim) {
        return and(one(claim.deletion()), eq(STATE, DeletionState.ERASING.value()), eq(ATTEMPTS, claim.attempt()));
    }

    private Optional<Deletion> changed(Bson filter, Bson change) {
        return Await.first(tenants.findOneAndUpdate(
                        filter, change, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(DeletionStore::deletion);
    }

    private static Deletion deletion(Document document) {
        return Deletion.of(document.getString("_id"), document.get(DELETION, Document.class));
    }

    /** The tenant as its steps need it: by the names of its places. */
    private static Tenant tenant(Document document) {
        return new Tenant(
                document.getString("_id"),
                document.getString("name"),
                document.getString("domain"),
                document.getString("db_name"),
                document.getString("subscription_plan"),
                false,
                document.getDate("created_on").toInstant());
    }
}
