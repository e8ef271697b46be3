package com.adgenius.host.server.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** What questions of the tenant in scope found, for as long as somebody may turn its pages: they are those of one list. */
final class StoredResults {

    /** How long pages may be turned. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private final TenantDatabase database;
    private final Clock clock;

    StoredResults(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    void provision() {
        Await.one(results().createIndex(Indexes.ascending("expires_at")));
    }

    /** Keeps the list and gives the name by which its next pages are asked for. */
    String keep(String question, Ranking ranking) {
        String id = UUID.randomUUID().toString();
        Await.done(results()
                .insertOne(new Document("_id", id)
                        .append("question", question)
                        .append("expires_at", Date.from(clock.instant().plus(KEPT)))
                        .append("by", ranking.by())
                        .append("semantic", ranking.semantic())
                        .append(
                                "hits",
                                ranking.hits().stream()
                                        .map(StoredResults::document)
                                        .toList())));
        return id;
    }

    /** The list of that name, if it is one of this question and not too old. */
    Optional<Ranking> find(String id, String question) {
        return Await.first(results()
                        .find(and(
                                eq("_id", id), eq("question", question), gt("expires_at", Date.from(clock.instant())))))
                .map(StoredResults::ranking);
    }

    /** Lets go of those that are too old. */
    void sweep() {
        Await.one(results().deleteMany(lt("expires_at", Date.from(clock.instant()))));
    }

    private static Document document(Ranking.Hit hit) {
        return new Document("id", hit.id().toString())
                .append("score", hit.score())
                .append("words", hit.sharesWords());
    }

    private static Ranking ranking(Document document) {
        return new Ranking(
                document.getList("hits", Document.class).stream()
                        .map(hit -> new Ranking.Hit(
                                UUID.fromString(hit.getString("id")), hit.getDouble("score"), hit.getBoolean("words")))
                        .toList(),
                document.getBoolean("semantic"),
                document.getString("by"));
    }

    private MongoCollection<Document> results() {
        return database.collection("search_results");
    }
}
