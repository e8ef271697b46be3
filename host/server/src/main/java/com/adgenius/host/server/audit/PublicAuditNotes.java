package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.pushEach;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What {@link AuditNotes} is for the tenants' databases, for documents of the public one: each note says into whose audit
 * it goes, and one change can be noted in several.
 */
public final class PublicAuditNotes {

    private static final System.Logger LOG = System.getLogger(PublicAuditNotes.class.getName());
    private static final String FIELD = "unaudited";
    private static final String CHAIN = "chain";

    private final MongoCollection<Document> documents;
    private final AuditLog audit;

    /** The notes in that collection. */
    public PublicAuditNotes(MongoConnection mongo, String collection, AuditLog audit) {
        this.documents = mongo.publicDatabase().getCollection(collection);
        this.audit = requireNonNull(audit, "audit is null");
    }

    /**
     * A note for the audit of a tenant, or of the platform.
     *
     * @param note what was done; for each audit one of its own, as ids are unique
     * @param tenant whose audit; empty for the platform's
     */
    public record Addressed(AuditNote note, Optional<String> tenant) {

        public Addressed {
            requireNonNull(note, "note is null");
            requireNonNull(tenant, "tenant is null");
        }

        /** A note for a tenant. */
        public static Addressed toTenant(String slug, AuditNote note) {
            return new Addressed(note, Optional.of(slug));
        }

        /** A note for the platform. */
        public static Addressed toPlatform(AuditNote note) {
            return new Addressed(note, Optional.empty());
        }

        private Document document() {
            return note.document().append(CHAIN, tenant.orElse(""));
        }
    }

    /** Creates the index; idempotent. */
    public void provision() {
        Await.one(documents.createIndex(Indexes.ascending(FIELD + ".id"), new IndexOptions().sparse(true)));
    }

    /** A part of the update that makes the change. */
    public static Bson noting(Addressed... notes) {
        return pushEach(FIELD, documents(notes));
    }

    /** The same for a document that is to be inserted. */
    public static Document noting(Document inserted, Addressed... notes) {
        return inserted.append(FIELD, documents(notes));
    }

    private static List<Document> documents(Addressed... notes) {
        return Stream.of(notes).map(Addressed::document).toList();
    }

    /** Puts into the audit what the document notes. */
    public void deliver(String id) {
        for (Document noted : Await.first(documents.find(eq("_id", id)))
                .map(document -> document.getList(FIELD, Document.class, List.of()))
                .orElse(List.of())) {
            audit.record(
                    AuditNote.of(noted), Optional.of(noted.getString(CHAIN)).filter(slug -> !slug.isEmpty()));
            Await.one(documents.updateOne(eq("_id", id), pull(FIELD, new Document("id", noted.getString("id")))));
        }
    }

    /** The same for a change that is stored: what fails is made good by {@link #deliverWaiting}. */
    public void tryToDeliver(String id) {
        try {
            deliver(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What was done to " + id + " is audited later", e);
        }
    }

    /** Delivers notes whose delivery was cut off. */
    public void deliverWaiting(int limit) {
        for (Document waiting : Await.all(documents
                .find(exists(FIELD + ".id"))
                .projection(Projections.include("_id"))
                .limit(limit))) {
            deliver(waiting.getString("_id"));
        }
    }
}
