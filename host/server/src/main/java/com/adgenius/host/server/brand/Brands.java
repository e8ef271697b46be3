package com.adgenius.host.server.brand;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.asset.Assets;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** The brand of the tenant in scope, with all its earlier versions. */
public final class Brands {

    private static final System.Logger LOG = System.getLogger(Brands.class.getName());
    private static final String COLLECTION = "brand";
    private static final String CURRENT = "current";
    private static final String ACTION = "brand.updated";

    private final TenantDatabase database;
    private final Assets assets;
    private final AuditNotes notes;
    private final Clock clock;

    /** The brand of each tenant. */
    public Brands(TenantDatabase database, Assets assets, AuditLog audit, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.assets = requireNonNull(assets, "assets is null");
        this.notes = new AuditNotes(database, COLLECTION, audit);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the index in the database of the tenant in scope; idempotent. */
    public void provision() {
        notes.provision();
    }

    /** Audits changes of the tenant in scope whose audit was cut off. */
    public void tidy() {
        notes.waiting().forEach(notes::deliver);
    }

    /** The brand as plugins see it; empty in every part while none was written. */
    public Brand current() {
        BrandBody brand = stored().brand();
        Optional<Blob> logo = Optional.ofNullable(brand.logoId())
                .flatMap(assets::find)
                .map(media -> new Blob(media.id(), media.mediaType(), media.size()));
        return new Brand(
                brand.name(),
                brand.description(),
                brand.audience(),
                brand.voice(),
                brand.palette().stream()
                        .map(colour -> colour.toLowerCase(Locale.ROOT))
                        .toList(),
                brand.bannedTerms(),
                brand.requiredTerms(),
                logo);
    }

    StoredBrand stored() {
        return Await.first(brands().find(eq(CURRENT)).first())
                .map(StoredBrand::of)
                .orElse(StoredBrand.NONE);
    }

    /**
     * Replaces the brand if it is still at that revision; empty when it is not. The version before is kept first, under
     * its revision, so that none is ever missing.
     */
    Optional<StoredBrand> replace(long revision, BrandBody brand, Asking asking) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredBrand next = new StoredBrand(brand, revision + 1);
        Document document = next.document()
                .append("changed_at", Date.from(now))
                .append("changed_by", asking.by().userId());
        Optional<StoredBrand> replaced =
                revision == 0 ? insert(document, next, asking, now) : replace(revision, document, next, asking, now);
        replaced.ifPresent(_ -> audit());
        return replaced;
    }

    /** The change is stored: what fails here is made good by {@link #tidy}. */
    private void audit() {
        try {
            notes.deliver(CURRENT);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "That the brand was changed is audited later", e);
        }
    }

    private Optional<StoredBrand> insert(Document document, StoredBrand next, Asking asking, Instant now) {
        AuditNote note = AuditNote.of(asking, now, ACTION, COLLECTION, Map.of("after", next.hash()));
        try {
            Await.one(brands().insertOne(AuditNotes.noting(document.append("_id", CURRENT), note)));
            return Optional.of(next);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<StoredBrand> replace(
            long revision, Document document, StoredBrand next, Asking asking, Instant now) {
        Optional<Document> before = Await.first(
                brands().find(and(eq(CURRENT), eq("revision", revision))).first());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Document version = new Document(before.get()).append("_id", revision);
        AuditNotes.forget(version);
        Await.one(database.collection("brand_versions")
                .replaceOne(eq(revision), version, new ReplaceOptions().upsert(true)));
        Map<String, String> hashes =
                Map.of("before", StoredBrand.of(before.get()).hash(), "after", next.hash());
        long replaced = Await.one(brands().updateOne(
                                and(eq(CURRENT), eq("revision", revision)),
                                combine(
                                        new Document("$set", document),
                                        AuditNotes.noting(AuditNote.of(asking, now, ACTION, COLLECTION, hashes)))))
                .getMatchedCount();
        return replaced == 1 ? Optional.of(next) : Optional.empty();
    }

    private MongoCollection<Document> brands() {
        return database.collection(COLLECTION);
    }
}
