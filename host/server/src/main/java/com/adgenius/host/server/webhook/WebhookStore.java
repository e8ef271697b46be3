package com.adgenius.host.server.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of the tenant in scope. Each change is one atomic update of one document, with the note for the audit and
 * the event that tells of it, where there is one.
 */
final class WebhookStore {

    /** The most webhooks of a tenant. Each has a number of its own below that, which no two can have. */
    static final int MOST = 20;

    private static final Bson KEPT = exists("deleted_at", false);

    private final TenantDatabase database;

    WebhookStore(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    void provision() {
        Await.one(webhooks()
                .createIndex(
                        Indexes.ascending("number"),
                        new IndexOptions().unique(true).sparse(true)));
    }

    /** Inserts it; false where the tenant has as many as it may. */
    boolean insert(Webhook webhook, AuditNote note) {
        for (int number = 0; number < MOST; number++) {
            try {
                Document document = WebhookDocuments.document(webhook).append("number", number);
                Await.done(webhooks().insertOne(AuditNotes.noting(document, note)));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
        }
        return false;
    }

    Optional<Webhook> find(String id) {
        return Await.first(webhooks().find(and(eq("_id", id), KEPT))).map(WebhookDocuments::webhook);
    }

    long count() {
        return Await.one(webhooks().countDocuments(KEPT));
    }

    /** The newest first. */
    List<Webhook> list(PageRequest page) {
        return Await.all(webhooks()
                        .find(KEPT)
                        .sort(Sorts.descending("created_at", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(WebhookDocuments::webhook)
                .toList();
    }

    /** Those that are switched on. */
    List<Webhook> enabled() {
        return Await.all(webhooks().find(and(eq("enabled", true), KEPT)).limit(MOST)).stream()
                .map(WebhookDocuments::webhook)
                .toList();
    }

    boolean anyEnabled() {
        return Await.first(webhooks().find(and(eq("enabled", true), KEPT)).limit(1))
                .isPresent();
    }

    /** Makes it what that one is, with the next revision, unless it has another revision by now. */
    Optional<Webhook> change(Webhook before, Webhook after, AuditNote note, Optional<WebhookEvent> event) {
        List<Bson> updates = new ArrayList<>(List.of(inc("revision", 1L), AuditNotes.noting(note)));
        event.ifPresent(told -> updates.add(push("outbox", told.document())));
        Map<String, @Nullable Object> fields = WebhookDocuments.fields(after);
        if (after.state().failingSince().equals(before.state().failingSince())) {
            // Tries write it, and no revision tells of that.
            fields.remove("failing_since");
        }
        fields.forEach((name, value) -> updates.add(value == null ? unset(name) : set(name, value)));
        return Await.first(webhooks()
                        .findOneAndUpdate(
                                and(eq("_id", before.id()), eq("revision", before.revision()), KEPT),
                                combine(updates),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(WebhookDocuments::webhook);
    }

    /** Removes it, and its secrets at once, unless it has another revision by now; false where there is none such. */
    boolean remove(String id, OptionalLong revision, Instant now, AuditNote note) {
        List<Bson> which = new ArrayList<>(List.of(eq("_id", id), KEPT));
        revision.ifPresent(seen -> which.add(eq("revision", seen)));
        return Await.one(webhooks()
                                .updateOne(
                                        and(which),
                                        combine(
                                                inc("revision", 1L),
                                                AuditNotes.noting(note),
                                                set("deleted_at", Date.from(now)),
                                                set("enabled", false),
                                                unset("number"),
                                                unset("secret"),
                                                unset("previous_secret"))))
                        .getMatchedCount()
                > 0;
    }

    /** Removes for good what was removed and has nothing more to tell. */
    void purge(String id) {
        Await.one(webhooks().deleteOne(and(eq("_id", id), exists("deleted_at"), exists("unaudited.id", false))));
    }

    /** Ids of those that were removed and are not gone yet. */
    List<String> removed() {
        return ids(exists("deleted_at"));
    }

    /** Ids of those whose events are not all in the log. */
    List<String> untold() {
        return ids(exists("outbox.id"));
    }

    private List<String> ids(Bson which) {
        return Await.all(webhooks().find(which).limit(500)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** The events of the webhook that are not in the tenant's log yet. */
    List<WebhookEvent> outbox(String id) {
        return Await.first(webhooks().find(eq("_id", id)))
                .map(document -> document.getList("outbox", Document.class, List.of()))
                .orElse(List.of())
                .stream()
                .map(WebhookEvent::of)
                .toList();
    }

    /** The event is in the tenant's log. */
    void published(String id, WebhookEvent event) {
        Await.one(webhooks().updateOne(eq("_id", id), pull("outbox", new Document("id", event.id()))));
    }

    /** A try failed; since when none succeeded. No change of what people see as theirs, so the revision stays. */
    Optional<Instant> failed(String id, Instant now) {
        Await.one(webhooks()
                .updateOne(and(eq("_id", id), exists("failing_since", false)), set("failing_since", Date.from(now))));
        return find(id).flatMap(webhook -> webhook.state().failingSince());
    }

    /** A try succeeded. */
    void succeeded(String id) {
        Await.one(webhooks().updateOne(and(eq("_id", id), exists("failing_since")), unset("failing_since")));
    }

    private MongoCollection<Document> webhooks() {
        return database.collection(WebhookDocuments.COLLECTION);
    }
}
