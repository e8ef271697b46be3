package com.adgenius.host.server.tenant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** All tenants, in the public database. One that is still being made, or erased, is not among them. */
public final class Tenants implements TenantDirectory {

    private static final Bson MADE = and(
            exists("provisioning", false),
            ne(StoredTenant.DELETION_STATE, StoredTenant.ERASING),
            ne(StoredTenant.DELETION_STATE, StoredTenant.ERASED));

    private final MongoCollection<Document> tenants;

    /** The tenants in the public database. */
    public Tenants(MongoConnection mongo) {
        this.tenants = mongo.publicDatabase().getCollection("tenants");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(tenants.createIndex(Indexes.ascending("domain")));
    }

    /** The tenant with that id, active or not. */
    public Optional<Tenant> find(String slug) {
        return stored(slug).map(StoredTenant::tenant);
    }

    /** Whether only creatives that are approved can be exported. */
    public boolean exportApprovedOnly(String slug) {
        return stored(slug).map(StoredTenant::exportApprovedOnly).orElse(false);
    }

    /** When the tenant will be erased, if it is closed until then. */
    public Optional<Instant> closedUntil(String slug) {
        return Await.first(tenants.find(and(eq(slug), MADE)).first())
                .map(document -> document.get(StoredTenant.DELETION, Document.class))
                .map(deletion -> deletion.getDate("final_at").toInstant());
    }

    /** The tenant that is reached at that host name. */
    public Optional<Tenant> findByDomain(String domain) {
        return Await.first(tenants.find(and(eq("domain", domain), MADE)).first())
                .map(StoredTenant::of)
                .map(StoredTenant::tenant);
    }

    @Override
    public List<Tenant> active(String afterSlug, int limit) {
        requireNonNull(afterSlug, "afterSlug is null");
        return Await.all(tenants.find(and(
                                gt("_id", afterSlug),
                                eq("is_active", true),
                                exists(StoredTenant.DELETION, false),
                                MADE))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit))
                .stream()
                .map(document -> StoredTenant.of(document).tenant())
                .toList();
    }

    Optional<StoredTenant> stored(String slug) {
        return Await.first(tenants.find(and(eq(slug), MADE)).first()).map(StoredTenant::of);
    }

    long count() {
        return Await.one(tenants.countDocuments(MADE));
    }

    List<StoredTenant> page(PageRequest page, Bson sort) {
        return Await.all(tenants.find(MADE).sort(sort).skip(page.offset()).limit(page.size())).stream()
                .map(StoredTenant::of)
                .toList();
    }

    /** Changes a tenant if it is still at that revision, and notes that for the audit. */
    Optional<StoredTenant> update(String slug, long revision, List<Bson> changes, Addressed... notes) {
        List<Bson> updates = new ArrayList<>(changes);
        updates.add(PublicAuditNotes.noting(notes));
        updates.add(Updates.inc("revision", 1L));
        return Await.first(tenants.findOneAndUpdate(
                        and(eq(slug), eq("revision", revision), MADE),
                        Updates.combine(updates),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(StoredTenant::of);
    }
}
