package com.adgenius.host.server.export;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.gt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Writes all that the tenant in scope has: each collection of its database, what lies outside of it, and its media. Reads
 * a page at a time and holds one document or one chunk of a file.
 */
final class ExportContents {

    private static final int PAGE = 100;
    private static final String BUCKET = "exports";

    /** Relaxed Extended JSON, which MongoDB's own tools read. */
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /** By the name, or by its beginning where it ends with a dot. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "idempotency",
            "answers to requests of the last day, which may hold tokens",
            "media.chunks",
            "the bytes of the media, which are files here",
            "media.unfinished",
            "remains of uploads that were cut off",
            BUCKET + ".",
            "earlier exports");

    private final TenantDatabase database;
    private final MediaStore media;
    private final Map<String, ExportSource> sources;
    private final ObjectMapper mapper;
    private final Clock clock;

    ExportContents(
            TenantDatabase database,
            MediaStore media,
            Map<String, ExportSource> sources,
            ObjectMapper mapper,
            Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.media = requireNonNull(media, "media is null");
        this.sources = new TreeMap<>(sources);
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** How many documents and media files there are in the tenant's database. */
    long total() {
        long total = media.count();
        for (String name : collections()) {
            total += Await.one(database.collection(name).countDocuments());
        }
        return total;
    }

    /** Writes the archive. */
    void write(String exportId, ExportArchive archive) throws IOException {
        Instant started = now();
        for (String name : collections()) {
            archive.lines("collections/" + name + ".jsonl", output -> documents(database.collection(name), output));
        }
        for (Map.Entry<String, ExportSource> source : sources.entrySet()) {
            archive.lines("shared/" + source.getKey() + ".jsonl", source.getValue());
        }
        for (List<Media> page = media.after("", PAGE);
                !page.isEmpty();
                page = media.after(page.getLast().id(), PAGE)) {
            for (Media piece : page) {
                try (InputStream content = media.open(piece.id())) {
                    archive.media("media/" + fileName(piece), piece.mediaType(), content);
                }
            }
        }
        Tenant tenant = TenantScope.current();
        archive.finish(
                new Manifest(
                        Manifest.FORMAT,
                        Manifest.VERSION,
                        exportId,
                        new Manifest.Tenant(tenant.slug(), tenant.name()),
                        started,
                        now(),
                        archive.counts(),
                        LEFT_OUT.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(left -> new Manifest.LeftOut(left.getKey(), left.getValue()))
                                .toList(),
                        archive.files()),
                mapper);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private List<String> collections() {
        return Await.all(database.current().listCollectionNames()).stream()
                .filter(name -> !name.startsWith("system."))
                .filter(name -> LEFT_OUT.keySet().stream()
                        .noneMatch(left -> left.endsWith(".") ? name.startsWith(left) : name.equals(left)))
                .sorted()
                .toList();
    }

    private static void documents(MongoCollection<Document> collection, OutputStream output) throws IOException {
        requireOneKindOfId(collection);
        List<Document> page = page(collection, Optional.empty());
        while (!page.isEmpty()) {
            for (Document document : page) {
                output.write((Secrets.without(document).toJson(JSON) + "\n").getBytes(UTF_8));
            }
            page = page(collection, Optional.of(page.getLast().get("_id")));
        }
    }

    private static List<Document> page(MongoCollection<Document> collection, Optional<Object> after) {
        return Await.all(collection
                .find(after.map(id -> gt("_id", id)).orElse(empty()))
                .sort(Sorts.ascending("_id"))
                .limit(PAGE));
    }

    /** MongoDB compares ids of one kind alone, so a page after an id would leave out those of other kinds. */
    private static void requireOneKindOfId(MongoCollection<Document> collection) {
        Optional<Class<?>> first = kind(collection, true);
        if (!first.equals(kind(collection, false))) {
            throw new IllegalStateException(
                    "Collection " + collection.getNamespace() + " has ids of several kinds and cannot be exported");
        }
    }

    private static Optional<Class<?>> kind(MongoCollection<Document> collection, boolean ascending) {
        return Await.first(collection
                        .find()
                        .sort(ascending ? Sorts.ascending("_id") : Sorts.descending("_id"))
                        .limit(1))
                .map(document -> document.get("_id").getClass());
    }

    private static String fileName(Media piece) {
        String subtype = piece.mediaType().substring(piece.mediaType().indexOf('/') + 1);
        String extension = subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("[^a-z0-9]", "");
        return piece.id() + (extension.isEmpty() ? "" : "." + extension);
    }
}
