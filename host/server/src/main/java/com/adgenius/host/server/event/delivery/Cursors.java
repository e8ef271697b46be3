package com.adgenius.host.server.event.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
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
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The cursors of the tenant in scope: the collection {@code event_cursors}, one document a plugin. Whoever claims one has
 * it alone until it lets go or its lease ends; a write after another's claim changes nothing.
 */
final class Cursors {

    private final TenantDatabase database;
    private final DeliverySettings settings;
    private final Clock clock;

    Cursors(TenantDatabase database, DeliverySettings settings, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** All of them, by plugin id; there are never more than plugins. */
    Map<String, Cursor> all() {
        return Await.all(cursors().find()).stream().map(Cursor::of).collect(Collectors.toMap(Cursor::pluginId, c -> c));
    }

    boolean missing(String pluginId) {
        return Await.first(cursors().find(eq("_id", pluginId)).first()).isEmpty();
    }

    /** Begins after that event, unless there is a cursor already. */
    void create(String pluginId, long after) {
        try {
            Await.done(cursors()
                    .insertOne(new Document("_id", pluginId)
                            .append("after", after)
                            .append("tries", 0)
                            .append("lease", new Document("token", 0L))));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /**
     * Claims the cursor, unless another node has it or the next try is not due. What this node left claimed when it died
     * it takes back at once.
     */
    Optional<Cursor> claim(String pluginId) {
        Instant now = clock.instant();
        return Await.first(cursors()
                        .findOneAndUpdate(
                                and(
                                        eq("_id", pluginId),
                                        or(
                                                exists("lease.until", false),
                                                lt("lease.until", Date.from(now)),
                                                eq("lease.owner", settings.node())),
                                        or(exists("retry_at", false), lte("retry_at", Date.from(now)))),
                                combine(
                                        set("lease.owner", settings.node()),
                                        set("lease.until", leaseEnd(now)),
                                        inc("lease.token", 1L)),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Cursor::of);
    }

    /**
     * Notes before a try that it is made, so that an event that ends the process counts, and that all events before are
     * done with; prolongs the lease.
     *
     * @return false where another has claimed the cursor
     */
    boolean trying(Cursor claimed, long after, int tries) {
        return write(
                claimed,
                combine(
                        set("after", after),
                        set("tries", tries),
                        unset("retry_at"),
                        set("lease.until", leaseEnd(clock.instant()))));
    }

    /** Lets go of the cursor. */
    void letGo(Cursor claimed, long after, int tries, Optional<Instant> retryAt) {
        write(
                claimed,
                combine(
                        set("after", after),
                        set("tries", tries),
                        retryAt.map(time -> set("retry_at", Date.from(time))).orElseGet(() -> unset("retry_at")),
                        unset("lease.until")));
    }

    private boolean write(Cursor claimed, Bson change) {
        return Await.one(cursors()
                                .updateOne(
                                        and(eq("_id", claimed.pluginId()), eq("lease.token", claimed.token())), change))
                        .getMatchedCount()
                > 0;
    }

    private Date leaseEnd(Instant now) {
        return Date.from(now.plus(settings.lease()));
    }

    private MongoCollection<Document> cursors() {
        return database.collection("event_cursors");
    }
}
