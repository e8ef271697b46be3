package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Changes of a collection's documents on their way into the audit: the update that makes a change writes the note of it
 * into the same document, so that no change is without one, and from there it goes into the audit, once however often
 * that is tried.
 */
public final class AuditNotes {

    private static final String FIELD = "unaudited";
    private static final int LIMIT = 500;

    private final TenantDatabase database;
    private final String collection;
    private final AuditLog audit;

    /** The notes in that collection of each tenant. */
    public AuditNotes(TenantDatabase database, String collection, AuditLog audit) {
        this.database = requireNonNull(database, "database is null");
        this.collection = requireNonNull(collection, "collection is null");
        this.audit = requireNonNull(audit, "audit is null");
    }

    /** Creates the index in the database of the tenant in scope; idempotent. */
    public void provision() {
        Await.one(documents().createIndex(Indexes.ascending(FIELD + ".id"), new IndexOptions().sparse(true)));
    }

    /** A part of the update that makes the change. */
    public static Bson noting(AuditNote note) {
        return push(FIELD, note.document());
    }

    /** The same for a document that is to be inserted. */
    public static Document noting(Document inserted, AuditNote note) {
        return inserted.append(FIELD, List.of(note.document()));
    }

    /** Takes the notes from a copy of a document: they are delivered from the document itself. */
    public static void forget(Document copy) {
        copy.remove(FIELD);
    }

    /** Puts into the audit what the document notes. */
    public void deliver(String id) {
        for (Document noted : Await.first(documents().find(eq("_id", id)))
                .map(document -> document.getList(FIELD, Document.class, List.of()))
                .orElse(List.of())) {
            record(AuditNote.of(noted));
            Await.one(documents().updateOne(eq("_id", id), pull(FIELD, new Document("id", noted.getString("id")))));
        }
    }

    /** Puts a change of the tenant in scope into the audit whose document is about to go. */
    public void record(AuditNote note) {
        audit.record(note, Optional.of(TenantScope.current().slug()));
    }

    /** The ids of documents with notes that were not delivered, some hundred at most. */
    public List<String> waiting() {
        return Await.all(documents()
                        .find(exists(FIELD + ".id"))
                        .projection(Projections.include("_id"))
                        .limit(LIMIT))
                .stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    private MongoCollection<Document> documents() {
        return database.collection(collection);
    }
}
