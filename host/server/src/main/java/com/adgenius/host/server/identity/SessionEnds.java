package com.adgenius.host.server.identity;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * Sessions that were ended, in the public database, for as long as a token of theirs could be shown. Redis forgets; this
 * does not, so that a session that was ended stays ended without Redis too.
 */
final class SessionEnds {

    private static final String UNTIL = "until";

    private final MongoCollection<Document> ends;
    private final Clock clock;

    SessionEnds(MongoConnection mongo, Clock clock) {
        this.ends = mongo.publicDatabase().getCollection("session_ends");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the index that the sweep needs; idempotent. */
    void provision() {
        Await.one(ends.createIndex(Indexes.ascending(UNTIL)));
    }

    /** The session is over; remembered until then. */
    void add(String sessionId, Instant until) {
        Await.one(
                ends.updateOne(eq(sessionId), Updates.max(UNTIL, Date.from(until)), new UpdateOptions().upsert(true)));
    }

    /** Whether the session was ended. */
    boolean contains(String sessionId) {
        return Await.first(ends.find(eq(sessionId)).first()).isPresent();
    }

    /** Forgets sessions whose tokens have all expired. */
    void sweep() {
        Await.one(ends.deleteMany(lt(UNTIL, Date.from(clock.instant()))));
    }
}
