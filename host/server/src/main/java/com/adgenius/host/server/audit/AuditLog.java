package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** The record of what administrators change. Entries are added, never changed or removed. */
public final class AuditLog {

    private final MongoCollection<Document> entries;
    private final Clock clock;

    /** The record in the public database. */
    public AuditLog(MongoConnection mongo, Clock clock) {
        this.entries = mongo.publicDatabase().getCollection("audit");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Notes a change that was made; durable when this returns.
     *
     * @param actor who made it
     * @param action what was done, for instance {@code tenant.created}
     * @param subject to what, for instance a tenant's id
     * @param details what else there is to know; never a secret
     */
    public void record(Principal actor, String action, String subject, Map<String, String> details) {
        Document entry = new Document("_id", TimeOrderedId.next())
                .append("at", Date.from(clock.instant()))
                .append("actor_id", actor.userId())
                .append("actor_email", actor.email())
                .append("action", requireNonNull(action, "action is null"))
                .append("subject", requireNonNull(subject, "subject is null"))
                .append("details", new Document(Map.copyOf(details)));
        actor.membership()
                .map(Principal.Membership::tenant)
                .map(Tenant::slug)
                .ifPresent(tenant -> entry.append("tenant", tenant));
        Await.one(entries.insertOne(entry));
    }

    /**
     * Notes a change unless it is noted already: for whoever writes the change first and its entry until that succeeds.
     *
     * @param id names the change
     * @param at when it was made
     * @param tenant the tenant that it concerns, if it is one
     */
    public void recordOnce(
            String id,
            Instant at,
            String actorId,
            String actorEmail,
            String action,
            String subject,
            Optional<String> tenant,
            Map<String, String> details) {
        Document entry = new Document("at", Date.from(at))
                .append("actor_id", actorId)
                .append("actor_email", actorEmail)
                .append("action", action)
                .append("subject", subject)
                .append("details", new Document(Map.copyOf(details)));
        tenant.ifPresent(slug -> entry.append("tenant", slug));
        Await.one(entries.updateOne(
                eq("_id", id), new Document("$setOnInsert", entry), new UpdateOptions().upsert(true)));
    }
}
