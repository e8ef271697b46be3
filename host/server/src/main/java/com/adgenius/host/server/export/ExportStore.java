package com.adgenius.host.server.export;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.StoredFile;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
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
 * The exports, in the public database so that any worker finds what is to be done; what is made lies in the tenant's own.
 * While one is queued or running it holds {@code open}, which is unique: there is one at a time for each tenant. The
 * number of attempts is the token of a claim: whoever took the export later has another.
 */
final class ExportStore {

    private static final String OPEN = "open";
    private static final String TENANT = "tenant";
    private static final String STATE = "state";
    private static final String ATTEMPTS = "attempts";
    private static final String LEASE = "lease_until";
    private static final String FILE = "file_id";
    private static final String REQUESTED = "requested_at";
    private static final String FINISHED = "finished_at";
    private static final String KEPT = "kept";

    private final MongoCollection<Document> exports;
    private final Clock clock;

    ExportStore(MongoConnection mongo, Clock clock) {
        this.exports = mongo.publicDatabase().getCollection("tenant_exports");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    void provision() {
        Await.one(exports.createIndex(
                Indexes.ascending(OPEN), new IndexOptions().unique(true).sparse(true)));
        Await.one(exports.createIndex(Indexes.ascending(TENANT, REQUESTED)));
        Await.one(exports.createIndex(Indexes.ascending(STATE, LEASE)));
    }

    /** Adds an export; empty while the tenant has one that is not finished. */
    Optional<TenantExport> add(String tenant, TenantExport.Requester requester) {
        Document document = new Document("_id", TimeOrderedId.next())
                .append(TENANT, tenant)
                .append(OPEN, tenant)
                .append(STATE, ExportState.QUEUED.value())
                .append("requested_by", requester.userId())
                .append("requested_by_email", requester.email())
                .append(REQUESTED, Date.from(clock.instant()))
                .append(ATTEMPTS, 0);
        try {
            Await.one(exports.insertOne(document));
            return Optional.of(export(document));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Optional.empty();
        }
    }

    Optional<TenantExport> find(String tenant, String id) {
        return Await.first(exports.find(and(eq(id), eq(TENANT, tenant))).first())
                .map(ExportStore::export);
    }

    /** One page of a tenant's exports, the newest first. */
    List<TenantExport> page(String tenant, PageRequest page) {
        return Await.all(exports.find(eq(TENANT, tenant))
                        .sort(Sorts.descending(REQUESTED, "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(ExportStore::export)
                .toList();
    }

    long count(String tenant) {
        return Await.one(exports.countDocuments(eq(TENANT, tenant)));
    }

    /** The times of the requests that were made since then, the oldest first; a few at most. */
    List<Instant> requestsSince(String tenant, Instant since, int limit) {
        return Await.all(exports.find(and(eq(TENANT, tenant), gt(REQUESTED, Date.from(since))))
                        .sort(Sorts.descending(REQUESTED))
                        .limit(limit))
                .reversed()
                .stream()
                .map(document -> document.getDate(REQUESTED).toInstant())
                .toList();
    }

    /**
     * An export that one worker makes.
     *
     * @param attempt which attempt this is, from 1; the token of the claim
     * @param fileId under which the file is to be written
     * @param left the file that an earlier attempt may have left behind
     */
    record Claim(TenantExport export, int attempt, String fileId, Optional<String> left) {}

    /** Takes what waits for a worker, or was left by one. */
    Optional<Claim> claim(Duration lease) {
        Instant now = clock.instant();
        String fileId = TimeOrderedId.next();
        return Await.first(exports.findOneAndUpdate(
                        or(
                                eq(STATE, ExportState.QUEUED.value()),
                                and(eq(STATE, ExportState.RUNNING.value()), lt(LEASE, Date.from(now)))),
                        combine(
                                set(STATE, ExportState.RUNNING.value()),
                                set(LEASE, Date.from(now.plus(lease))),
                                set(FILE, fileId),
                                inc(ATTEMPTS, 1)),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending(REQUESTED))
                                .returnDocument(ReturnDocument.BEFORE)))
                .map(before -> new Claim(
                        export(before),
                        before.getInteger(ATTEMPTS) + 1,
                        fileId,
                        Optional.ofNullable(before.getString(FILE))));
    }

    /** Notes how far it is, and that its worker lives; false where the claim no longer counts. */
    boolean renew(Claim claim, Duration lease, TenantExport.Progress progress) {
        return write(
                claim,
                combine(set(LEASE, Date.from(clock.instant().plus(lease))), set("progress", document(progress))));
    }

    private static Document document(TenantExport.Progress progress) {
        return new Document("documents", progress.documents())
                .append("media", progress.media())
                .append("bytes", progress.bytes())
                .append("total", progress.total());
    }

    /** It is made; false where the claim no longer counts. */
    boolean ready(Claim claim, StoredFile file, TenantExport.Progress progress) {
        return write(
                claim,
                combine(
                        ended(ExportState.READY),
                        set("size", file.length()),
                        set("sha256", file.sha256()),
                        set("progress", document(progress))));
    }

    /** It cannot be made; false where the claim no longer counts. */
    boolean failed(Claim claim, TenantExport.Problem problem) {
        return write(
                claim,
                combine(
                        ended(ExportState.FAILED),
                        set("problem", new Document("code", problem.code()).append("detail", problem.detail()))));
    }

    /** Another attempt is made after the pause. */
    boolean again(Claim claim, Duration pause) {
        return write(claim, set(LEASE, Date.from(clock.instant().plus(pause))));
    }

    private Bson ended(ExportState state) {
        return combine(set(STATE, state.value()), set(FINISHED, Date.from(clock.instant())), unset(OPEN), unset(LEASE));
    }

    private boolean write(Claim claim, Bson change) {
        Bson mine = and(eq(claim.export().id()), eq(STATE, ExportState.RUNNING.value()), eq(ATTEMPTS, claim.attempt()));
        return Await.one(exports.updateOne(mine, change)).getMatchedCount() == 1;
    }

    /** Those that ended before that time, the oldest first. */
    List<TenantExport> endedBefore(Instant time, int limit) {
        return Await.all(exports.find(and(
                                in(STATE, ExportState.READY.value(), ExportState.FAILED.value()),
                                ne(KEPT, true),
                                lt(FINISHED, Date.from(time))))
                        .sort(Sorts.ascending(FINISHED))
                        .limit(limit))
                .stream()
                .map(ExportStore::export)
                .toList();
    }

    /** Keeps the export whatever its age, or no longer. */
    void keep(String tenant, String id, boolean kept) {
        Await.one(exports.updateOne(and(eq(id), eq(TENANT, tenant)), kept ? set(KEPT, true) : unset(KEPT)));
    }

    void remove(TenantExport export) {
        Await.one(exports.deleteOne(eq(export.id())));
    }

    private static TenantExport export(Document document) {
        ExportState state = ExportState.of(document.getString(STATE));
        Document progress = document.get("progress", new Document());
        return new TenantExport(
                document.getString("_id"),
                document.getString(TENANT),
                state,
                new TenantExport.Requester(
                        document.getString("requested_by"), document.getString("requested_by_email")),
                document.getDate(REQUESTED).toInstant(),
                new TenantExport.Progress(
                        progress.get("documents", 0L),
                        progress.get("media", 0L),
                        progress.get("bytes", 0L),
                        progress.get("total", 0L)),
                Optional.ofNullable(document.getDate(FINISHED)).map(Date::toInstant),
                state == ExportState.READY
                        ? Optional.of(new TenantExport.File(
                                document.getString(FILE), document.getLong("size"), document.getString("sha256")))
                        : Optional.empty(),
                Optional.ofNullable(document.get("problem", Document.class))
                        .map(problem ->
                                new TenantExport.Problem(problem.getString("code"), problem.getString("detail"))));
    }
}
