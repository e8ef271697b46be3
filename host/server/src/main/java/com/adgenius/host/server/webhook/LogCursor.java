package com.adgenius.host.server.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * Up to where the log of the tenant in scope was turned into deliveries: one document in {@code webhook_cursor}. Whoever
 * claims it has it alone until its lease ends; a write after another's claim changes nothing.
 */
final class LogCursor {

    private static final String ID = "log";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final TenantDatabase database;
    private final String node;
    private final Clock clock;

    LogCursor(TenantDatabase database, String node, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.node = requireNonNull(node, "node is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * A claim.
     *
     * @param after the sequence of the last event that is done with
     * @param token tells this claim from others
     */
    record Claimed(long after, long token) {

        private static Claimed of(Document document) {
            return new Claimed(document.getLong("after"), document.getLong("token"));
        }
    }

    /** Where it stands; 0 where nothing was done yet. */
    long after() {
        return Await.first(cursors().find(eq("_id", ID)))
                .map(document -> document.getLong("after"))
                .orElse(0L);
    }

    /** Claims it, unless another node has it. What this node left claimed when it died it takes back at once. */
    Optional<Claimed> claim() {
        Optional<Claimed> claimed = take();
        if (claimed.isPresent() || Await.first(cursors().find(eq("_id", ID))).isPresent()) {
            return claimed;
        }
        try {
            Await.done(cursors()
                    .insertOne(new Document("_id", ID).append("after", 0L).append("token", 0L)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        return take();
    }

    private Optional<Claimed> take() {
        Date now = Date.from(clock.instant());
        return Await.first(cursors()
                        .findOneAndUpdate(
                                and(eq("_id", ID), or(exists("until", false), lt("until", now), eq("owner", node))),
                                combine(
                                        inc("token", 1L),
                                        set("owner", node),
                                        set("until", Date.from(now.toInstant().plus(LEASE)))),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Claimed::of);
    }

    /** Lets go of it, at that place. */
    void letGo(Claimed claimed, long after) {
        Await.one(cursors()
                .updateOne(
                        and(eq("_id", ID), eq("token", claimed.token())),
                        combine(set("after", after), unset("until"), unset("owner"))));
    }

    private MongoCollection<Document> cursors() {
        return database.collection("webhook_cursor");
    }
}
