package com.adgenius.host.server.brand;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.asset.Assets;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** The brand of the tenant in scope, with all its earlier versions. */
public final class Brands {

    private static final String CURRENT = "current";

    private final TenantDatabase database;
    private final Assets assets;
    private final Clock clock;

    /** The brand of each tenant. */
    public Brands(TenantDatabase database, Assets assets, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.assets = requireNonNull(assets, "assets is null");
        this.clock = requireNonNull(clock, "clock is null");
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
    Optional<StoredBrand> replace(long revision, BrandBody brand, String userId) {
        StoredBrand next = new StoredBrand(brand, revision + 1);
        Document document = next.document(CURRENT)
                .append("changed_at", Date.from(clock.instant()))
                .append("changed_by", userId);
        return revision == 0 ? insert(document, next) : replace(revision, document, next);
    }

    private Optional<StoredBrand> insert(Document document, StoredBrand next) {
        try {
            Await.one(brands().insertOne(document));
            return Optional.of(next);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<StoredBrand> replace(long revision, Document document, StoredBrand next) {
        Optional<Document> before = Await.first(
                brands().find(and(eq(CURRENT), eq("revision", revision))).first());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Document version = new Document(before.get()).append("_id", revision);
        Await.one(database.collection("brand_versions")
                .replaceOne(eq(revision), version, new ReplaceOptions().upsert(true)));
        long replaced = Await.one(brands().replaceOne(and(eq(CURRENT), eq("revision", revision)), document))
                .getMatchedCount();
        return replaced == 1 ? Optional.of(next) : Optional.empty();
    }

    private MongoCollection<Document> brands() {
        return database.collection("brand");
    }
}
