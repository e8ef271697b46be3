package com.adgenius.host.server.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How people get new passwords. The reset that may be open lies in the person's document, so that one write checks the
 * link, spends it, sets the password and notes that the person's sessions have to end.
 */
public final class PasswordChanges {

    private static final String ENDING = "ending_sessions";

    private final MongoCollection<Document> users;
    private final Clock clock;

    /** Over the people in the public database. */
    public PasswordChanges(MongoConnection mongo, Clock clock) {
        this.users = mongo.publicDatabase().getCollection("users");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(users.createIndex(Indexes.ascending(ENDING), new IndexOptions().sparse(true)));
    }

    /** Opens a reset; one that was open before is void. */
    public void open(String userId, String secretHash, Instant until) {
        Document reset = new Document("hash", secretHash).append("expires_at", Date.from(until));
        Await.one(users.updateOne(and(eq(userId), eq("is_active", true)), set("password_reset", reset)));
    }

    /** Whether that reset is open. */
    public boolean isOpen(String userId, String secretHash) {
        return Await.first(users.find(openReset(userId, secretHash)).first()).isPresent();
    }

    /**
     * Sets the password and closes the reset; false, and nothing changed, unless it was open.
     *
     * @param note for the platform's audit
     */
    public boolean reset(String userId, String secretHash, String passwordHash, AuditNote note) {
        return Await.one(users.updateOne(
                                openReset(userId, secretHash),
                                combine(
                                        set("password", passwordHash),
                                        unset("password_reset"),
                                        set(ENDING, secretHash),
                                        PublicAuditNotes.noting(Addressed.toPlatform(note)))))
                        .getMatchedCount()
                == 1;
    }

    /**
     * Sets the password and closes a reset that may be open; false, and nothing changed, unless the person has still the
     * password of that hash.
     *
     * @param change names the change
     * @param note for the platform's audit
     */
    public boolean change(String userId, String presentHash, String passwordHash, String change, AuditNote note) {
        return Await.one(users.updateOne(
                                and(eq(userId), eq("is_active", true), eq("password", presentHash)),
                                combine(
                                        set("password", passwordHash),
                                        unset("password_reset"),
                                        set(ENDING, change),
                                        PublicAuditNotes.noting(Addressed.toPlatform(note)))))
                        .getMatchedCount()
                == 1;
    }

    private Bson openReset(String userId, String secretHash) {
        return and(
                eq(userId),
                eq("is_active", true),
                eq("password_reset.hash", secretHash),
                gt("password_reset.expires_at", Date.from(clock.instant())));
    }

    /** Changes after which the person's sessions have not been ended yet. */
    public List<Change> awaitingEndOfSessions(int limit) {
        return Await.all(users.find(exists(ENDING, true))
                        .projection(Projections.include(ENDING))
                        .limit(limit))
                .stream()
                .map(document -> new Change(document.getString("_id"), document.getString(ENDING)))
                .toList();
    }

    /** Notes that the person's sessions have ended after that change. */
    public void sessionsEnded(Change change) {
        Await.one(users.updateOne(and(eq(change.userId()), eq(ENDING, change.id())), unset(ENDING)));
    }

    /**
     * A password that was changed.
     *
     * @param id tells one change of a person from another
     */
    public record Change(String userId, String id) {}
}
