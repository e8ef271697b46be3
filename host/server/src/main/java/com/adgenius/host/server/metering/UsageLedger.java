package com.adgenius.host.server.metering;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.UsageRequest;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The host's own count of what the tenant in scope uses: one record for each reservation, and for each use without one. */
final class UsageLedger {

    private static final String RESERVED = "reserved";

    private final TenantDatabase database;
    private final Clock clock;

    UsageLedger(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * A reservation.
     *
     * @param id its id
     * @param creativeId what it is for
     * @param meteredBy the plugin that was asked; empty for the host alone
     * @param open whether it was neither charged nor given back
     */
    record Entry(String id, String creativeId, Optional<String> meteredBy, boolean open) {

        private static Entry of(Document document) {
            return new Entry(
                    document.getString("_id"),
                    document.getString("creative_id"),
                    Optional.ofNullable(document.getString("metered_by")),
                    RESERVED.equals(document.getString("state")));
        }
    }

    void provision() {
        Await.one(usage().createIndex(Indexes.ascending("state", "reserved_at")));
        Await.one(usage().createIndex(Indexes.ascending("untold"), new IndexOptions().sparse(true)));
    }

    void reserve(UsageRequest request, String creativeId, Optional<String> meteredBy) {
        Await.one(usage().updateOne(
                        eq("_id", request.reservationId()),
                        combine(
                                setOnInsert("creative_id", creativeId),
                                setOnInsert("purpose", UsagePurpose.GENERATION.value()),
                                setOnInsert("kind", request.kind().value()),
                                setOnInsert("generator", request.generator()),
                                setOnInsert("assets", request.assets()),
                                setOnInsert("metered_by", meteredBy.orElse(null)),
                                setOnInsert("state", RESERVED),
                                setOnInsert("reserved_at", Date.from(clock.instant()))),
                        new UpdateOptions().upsert(true)));
    }

    Optional<Entry> find(String id) {
        return Await.first(usage().find(eq("_id", id))).map(Entry::of);
    }

    /** Reservations that are still open after that time, oldest first. */
    List<Entry> openFor(Duration age, int limit) {
        return Await.all(usage().find(and(
                                eq("state", RESERVED),
                                lt("reserved_at", Date.from(clock.instant().minus(age)))))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit))
                .stream()
                .map(Entry::of)
                .toList();
    }

    void commit(String id, List<ModelUse> used) {
        close(id, combine(set("state", "committed"), set("usage", documents(used)), set("untold", true)));
    }

    /** Keeps what a creative's indexing used, unless it is there. */
    void countIndexing(String id, String creativeId, List<ModelUse> used) {
        count(id, UsagePurpose.INDEXING, setOnInsert("creative_id", creativeId), used);
    }

    /** Keeps what a question used, unless it is there. */
    void countQuestion(String id, List<ModelUse> used) {
        count(id, UsagePurpose.QUESTION, combine(), used);
    }

    private void count(String id, UsagePurpose purpose, Bson subject, List<ModelUse> used) {
        Date now = Date.from(clock.instant());
        Await.one(usage().updateOne(
                        eq("_id", id),
                        combine(
                                subject,
                                setOnInsert("purpose", purpose.value()),
                                setOnInsert("state", "committed"),
                                setOnInsert("usage", documents(used)),
                                setOnInsert("untold", true),
                                setOnInsert("reserved_at", now),
                                setOnInsert("closed_at", now)),
                        new UpdateOptions().upsert(true)));
    }

    /** Charges that nobody was told of yet, oldest first. */
    List<Charged> untold(int limit) {
        return Await.all(usage().find(eq("untold", true))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit))
                .stream()
                .map(UsageLedger::charged)
                .toList();
    }

    /** The charge of that reservation, where it was charged and nobody was told of it yet. */
    Optional<Charged> untold(String id) {
        return Await.first(usage().find(and(eq("_id", id), eq("untold", true)))).map(UsageLedger::charged);
    }

    void told(String id) {
        Await.one(usage().updateOne(eq("_id", id), unset("untold")));
    }

    private static Charged charged(Document document) {
        return new Charged(
                document.getString("_id"),
                Optional.ofNullable(document.getString("creative_id")),
                Optional.ofNullable(document.getString("purpose")).flatMap(UsagePurpose::of),
                document.getDate("closed_at").toInstant(),
                document.getList("usage", Document.class).stream()
                        .map(UsageLedger::used)
                        .toList());
    }

    private static ModelUsage used(Document document) {
        return new ModelUsage(
                document.getString("model"),
                document.getList("quantities", Document.class).stream()
                        .collect(Collectors.toMap(unit -> unit.getString("unit"), unit -> unit.getLong("amount"))));
    }

    void refund(String id, String reason) {
        close(id, combine(set("state", "refunded"), set("reason", reason)));
    }

    private void close(String id, Bson change) {
        Await.one(usage().updateOne(
                        and(eq("_id", id), eq("state", RESERVED)),
                        combine(change, set("closed_at", Date.from(clock.instant())))));
    }

    private static List<Document> documents(List<ModelUse> used) {
        return used.stream()
                .map(use -> new Document("model", use.usage().model())
                        .append("provider", use.provider())
                        .append(
                                "quantities",
                                use.usage().quantities().entrySet().stream()
                                        .map(quantity -> new Document("unit", quantity.getKey())
                                                .append("amount", quantity.getValue()))
                                        .toList()))
                .toList();
    }

    private MongoCollection<Document> usage() {
        return database.collection("usage");
    }
}
