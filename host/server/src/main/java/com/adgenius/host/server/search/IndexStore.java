package com.adgenius.host.server.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.search.Index.Filling;
import com.adgenius.host.server.search.Index.Round;
import com.adgenius.host.server.search.Index.Target;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The one document that says where the creatives of the tenant in scope are indexed. Each change is one update of it. */
final class IndexStore {

    private static final String ID = "index";
    private static final String SERVING = "serving";
    private static final String FILLING = "filling";
    private static final String FILLING_COLLECTION = FILLING + ".collection";
    private static final String DROPPING = "dropping";
    private static final String LEASE_NODE = "lease.node";
    private static final String LEASE_UNTIL = "lease.until";

    private final TenantDatabase database;
    private final String node;
    private final Clock clock;

    /**
     * The documents of all tenants.
     *
     * @param node whose leases are taken
     */
    IndexStore(TenantDatabase database, String node, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.node = requireNonNull(node, "node is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** As it is now. */
    Index find() {
        return Await.first(collection().find(eq("_id", ID)))
                .map(IndexStore::index)
                .orElse(Index.NONE);
    }

    /** The collection serves, unless another does. */
    void serve(Target target) {
        create();
        change(exists(SERVING, false), combine(set(SERVING, document(target)), pull(DROPPING, target.collection())));
    }

    /** The collection will serve; one that was being filled before goes. */
    void fill(Index known, Target target) {
        Document filling =
                document(target).append("after", "").append("done", 0L).append("since", Date.from(now()));
        Bson as = known.filling()
                .map(before -> eq(FILLING_COLLECTION, before.target().collection()))
                .orElseGet(() -> exists(FILLING, false));
        change(
                and(ne(SERVING + ".collection", target.collection()), as),
                known.filling()
                        .map(before -> combine(
                                set(FILLING, filling),
                                addToSet(DROPPING, before.target().collection())))
                        .orElseGet(() -> set(FILLING, filling)));
        change(eq(FILLING_COLLECTION, target.collection()), pull(DROPPING, target.collection()));
    }

    /** What was being filled goes: the model that serves is the right one again. */
    void stay(Filling filling) {
        String collection = filling.target().collection();
        change(eq(FILLING_COLLECTION, collection), combine(unset(FILLING), addToSet(DROPPING, collection)));
    }

    /** So far it is filled. */
    void filled(Filling filling) {
        change(
                eq(FILLING_COLLECTION, filling.target().collection()),
                combine(set(FILLING + ".after", filling.after()), set(FILLING + ".done", filling.done())));
    }

    /** It is filled: it serves, and what served before goes. */
    void change(Target serving, Filling filling) {
        change(
                and(
                        eq(SERVING + ".collection", serving.collection()),
                        eq(FILLING_COLLECTION, filling.target().collection())),
                combine(
                        set(SERVING, document(filling.target())),
                        unset(FILLING),
                        addToSet(DROPPING, serving.collection())));
    }

    /** The collection is gone. */
    void dropped(String collection) {
        change(new Document(), pull(DROPPING, collection));
    }

    /** So far it is compared. */
    void compared(Round round) {
        Document document = new Document("creative", round.creative())
                .append("point", round.point())
                .append("creatives_done", round.creativesDone());
        round.endedAt().ifPresent(ended -> document.append("ended_at", Date.from(ended)));
        change(new Document(), set("round", document));
    }

    /** Whether this node may look after the index for that long; another may not meanwhile. */
    boolean claim(Duration lease) {
        Instant now = now();
        create();
        return change(
                or(exists("lease", false), eq(LEASE_NODE, node), lt(LEASE_UNTIL, Date.from(now))),
                combine(set(LEASE_NODE, node), set(LEASE_UNTIL, Date.from(now.plus(lease)))));
    }

    /** Others may look after it. */
    void release() {
        change(eq(LEASE_NODE, node), unset("lease"));
    }

    private void create() {
        Await.one(collection()
                .updateOne(
                        eq("_id", ID), setOnInsert("created_at", Date.from(now())), new UpdateOptions().upsert(true)));
    }

    private boolean change(Bson as, Bson change) {
        return Await.one(collection().updateOne(and(eq("_id", ID), as), change)).getMatchedCount() == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Index index(Document document) {
        return new Index(
                Optional.ofNullable(document.get(SERVING, Document.class)).map(IndexStore::target),
                Optional.ofNullable(document.get(FILLING, Document.class)).map(IndexStore::filling),
                document.getList(DROPPING, String.class, List.of()),
                Optional.ofNullable(document.get("round", Document.class))
                        .map(IndexStore::round)
                        .orElse(Round.FIRST));
    }

    private static Document document(Target target) {
        Embedder embedder = target.embedder();
        return new Document("collection", target.collection())
                .append("provider", embedder.provider())
                .append("model", embedder.model())
                .append("dimension", embedder.dimension())
                .append("pictures", embedder.pictures());
    }

    private static Target target(Document document) {
        return new Target(
                document.getString("collection"),
                new Embedder(
                        document.getString("provider"),
                        document.getString("model"),
                        document.getInteger("dimension"),
                        document.getBoolean("pictures")));
    }

    private static Filling filling(Document document) {
        return new Filling(
                target(document),
                document.getString("after"),
                document.getLong("done"),
                document.getDate("since").toInstant());
    }

    private static Round round(Document document) {
        return new Round(
                document.getString("creative"),
                document.getString("point"),
                document.getBoolean("creatives_done"),
                Optional.ofNullable(document.getDate("ended_at")).map(Date::toInstant));
    }

    private MongoCollection<Document> collection() {
        return database.collection("search_index");
    }
}
