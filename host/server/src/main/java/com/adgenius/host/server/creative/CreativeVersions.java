package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * The versions of content that edits replaced, each a document of its own that is never changed. The version before is
 * kept before the next one is written, so that none is ever missing; the version of now stands in the creative.
 */
final class CreativeVersions {

    /** The most versions of a creative that are kept beside the one of now; the oldest go first. */
    static final int LIMIT = 100;

    private final TenantDatabase database;

    CreativeVersions(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    /**
     * Content as it was for a while.
     *
     * @param number from 1, which was generated
     * @param by who wrote it, or asked for it to be generated
     * @param at since when
     */
    record Version(int number, List<CreativeAsset> assets, String by, Instant at) {

        Version {
            requireNonNull(by, "by is null");
            requireNonNull(at, "at is null");
            assets = List.copyOf(assets);
        }

        /** The version that the creative has now; empty where it has no content. */
        static Optional<Version> of(Creative creative) {
            Review review = creative.review();
            return creative.result()
                    .map(result -> new Version(
                            review.version(),
                            result.assets(),
                            review.edit().map(Review.Edit::by).orElse(creative.createdBy()),
                            review.edit()
                                    .map(Review.Edit::at)
                                    .or(() -> creative.times().finishedAt())
                                    .orElse(creative.times().updatedAt())));
        }
    }

    void provision() {
        Await.one(versions().createIndex(Indexes.ascending("creative_id")));
    }

    /** Keeps the version that the creative has now; twice has the effect of once. */
    void keep(Creative creative) {
        Version.of(creative).ifPresent(version -> {
            Await.one(versions()
                    .updateOne(
                            eq("_id", id(creative.id(), version.number())),
                            new Document(
                                    "$setOnInsert",
                                    new Document("creative_id", creative.id())
                                            .append("version", version.number())
                                            .append(
                                                    "content_data",
                                                    version.assets().stream()
                                                            .map(AssetDocuments::document)
                                                            .toList())
                                            .append("by", version.by())
                                            .append("at", Date.from(version.at()))),
                            new UpdateOptions().upsert(true)));
            Await.one(versions()
                    .deleteMany(and(eq("creative_id", creative.id()), lte("version", version.number() - LIMIT))));
        });
    }

    /** The versions before the one of now, the newest first. */
    List<Version> before(Creative creative) {
        return Await.all(versions()
                        .find(eq("creative_id", creative.id()))
                        .sort(Sorts.descending("version"))
                        .limit(LIMIT + 1))
                .stream()
                .map(CreativeVersions::version)
                .filter(version -> version.number() < creative.review().version())
                .toList();
    }

    /** That version of the creative's content, the one of now included. */
    Optional<Version> find(Creative creative, int number) {
        return Version.of(creative)
                .filter(version -> version.number() == number)
                .or(() -> Await.first(versions().find(eq("_id", id(creative.id(), number))))
                        .map(CreativeVersions::version)
                        .filter(version -> version.number() < creative.review().version()));
    }

    private static Version version(Document document) {
        return new Version(
                document.getInteger("version"),
                document.getList("content_data", Document.class).stream()
                        .map(AssetDocuments::asset)
                        .toList(),
                document.getString("by"),
                document.getDate("at").toInstant());
    }

    /** Removes all versions of the creative. */
    void purge(String creativeId) {
        Await.one(versions().deleteMany(eq("creative_id", creativeId)));
    }

    private static String id(String creativeId, int number) {
        return creativeId + ":" + number;
    }

    private MongoCollection<Document> versions() {
        return database.collection("creative_versions");
    }
}
