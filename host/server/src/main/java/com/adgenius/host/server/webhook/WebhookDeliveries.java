package com.adgenius.host.server.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.webhook.WebhookDelivery.Status;
import com.adgenius.host.server.webhook.WebhookDelivery.Try;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
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
import org.bson.types.ObjectId;

/**
 * The deliveries of the tenant in scope: the collection {@code webhook_deliveries}. They are kept for {@link #KEPT}. A
 * write after another's claim changes nothing.
 */
final class WebhookDeliveries {

    /** How long a delivery is kept after it was made or replayed. */
    static final Duration KEPT = Duration.ofDays(30);

    private final TenantDatabase database;
    private final Clock clock;

    WebhookDeliveries(TenantDatabase database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * A delivery that one node tries.
     *
     * @param delivery what
     * @param body what is sent
     * @param token tells this claim from others
     */
    record Claim(WebhookDelivery delivery, String body, ObjectId token) {

        static Claim of(Document document) {
            return new Claim(WebhookDelivery.of(document), document.getString("body"), document.getObjectId("claim"));
        }
    }

    void provision() {
        Await.one(deliveries().createIndex(Indexes.ascending("status", "due_at", "webhook_id")));
        Await.one(deliveries().createIndex(Indexes.descending("webhook_id", "position")));
        Await.one(deliveries().createIndex(Indexes.ascending("expires_at")));
    }

    /** Writes down that the message is to be delivered; done twice it has the effect of once. */
    void put(String webhookId, WebhookMessage message) {
        insert(webhookId, message, Status.PENDING, new Document());
    }

    /** Writes down that the message is not even tried. */
    void putGivenUp(String webhookId, WebhookMessage message, Try why) {
        Document last = new Document("last", why.document()).append("ended_at", Date.from(now()));
        insert(webhookId, message, Status.GIVEN_UP, last);
    }

    private void insert(String webhookId, WebhookMessage message, Status status, Document more) {
        Instant now = now();
        Document document = new Document("webhook_id", webhookId)
                .append("event_id", message.eventId())
                .append("type", message.type())
                .append("time", Date.from(message.time()))
                .append("body", message.tooLarge() ? "" : message.body())
                .append("status", status.value())
                .append("tries", 0)
                .append("position", TimeOrderedId.next())
                .append("due_at", Date.from(now))
                .append("created_at", Date.from(now))
                .append("expires_at", Date.from(now.plus(KEPT)));
        document.putAll(more);
        Await.one(deliveries()
                .updateOne(
                        eq("_id", message.id()),
                        new Document("$setOnInsert", document),
                        new UpdateOptions().upsert(true)));
    }

    /** The webhooks that have something to try now. */
    List<String> due() {
        return Await.all(deliveries().distinct("webhook_id", dueNow(), String.class));
    }

    private Bson dueNow() {
        return and(eq("status", Status.PENDING.value()), lte("due_at", Date.from(now())));
    }

    /**
     * Takes what has been due for longest; nobody else gets it before the lease is over. The try counts from here on, so
     * that one that ends the process counts as well.
     */
    Optional<Claim> claim(String webhookId, Duration lease) {
        return Await.first(deliveries()
                        .findOneAndUpdate(
                                and(eq("webhook_id", webhookId), dueNow()),
                                combine(
                                        inc("tries", 1),
                                        set("due_at", Date.from(now().plus(lease))),
                                        set("claim", new ObjectId())),
                                new FindOneAndUpdateOptions()
                                        .sort(Sorts.ascending("due_at"))
                                        .returnDocument(ReturnDocument.AFTER)))
                .map(Claim::of);
    }

    /** The receiver has it. */
    boolean delivered(Claim claim, Try last) {
        return write(claim, combine(ended(Status.DELIVERED), set("last", last.document())));
    }

    /** It is tried no more. */
    boolean givenUp(Claim claim, Try last) {
        return write(claim, combine(ended(Status.GIVEN_UP), set("last", last.document())));
    }

    /** It is tried again after that pause. */
    boolean again(Claim claim, Try last, Duration pause) {
        return write(claim, combine(set("due_at", Date.from(now().plus(pause))), set("last", last.document())));
    }

    /** Gives it back untried. */
    boolean letGo(Claim claim) {
        return write(claim, combine(inc("tries", -1), set("due_at", Date.from(now()))));
    }

    private Bson ended(Status status) {
        return combine(set("status", status.value()), set("ended_at", Date.from(now())));
    }

    private boolean write(Claim claim, Bson change) {
        return Await.one(deliveries()
                                .updateOne(
                                        and(
                                                eq("_id", claim.delivery().id()),
                                                eq("claim", claim.token()),
                                                eq("status", Status.PENDING.value())),
                                        combine(change, unset("claim"))))
                        .getMatchedCount()
                > 0;
    }

    /** Begins anew with what has ended; empty where it has not. */
    Optional<WebhookDelivery> replay(String webhookId, String id) {
        Instant now = now();
        return Await.first(deliveries()
                        .findOneAndUpdate(
                                and(of(webhookId, id), ne("status", Status.PENDING.value()), ne("body", "")),
                                combine(
                                        set("status", Status.PENDING.value()),
                                        set("tries", 0),
                                        set("due_at", Date.from(now)),
                                        set("expires_at", Date.from(now.plus(KEPT))),
                                        unset("ended_at"),
                                        unset("claim")),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(WebhookDelivery::of);
    }

    Optional<WebhookDelivery> find(String webhookId, String id) {
        return Await.first(deliveries().find(of(webhookId, id))).map(WebhookDelivery::of);
    }

    private static Bson of(String webhookId, String id) {
        return and(eq("_id", id), eq("webhook_id", webhookId));
    }

    long count(String webhookId, Optional<Status> status) {
        return Await.one(deliveries().countDocuments(which(webhookId, status)));
    }

    /** Whether at least so many wait for that webhook. */
    boolean pile(String webhookId, int many) {
        return Await.one(deliveries()
                        .countDocuments(which(webhookId, Optional.of(Status.PENDING)), new CountOptions().limit(many)))
                >= many;
    }

    /** The newest first. */
    List<WebhookDelivery> list(String webhookId, Optional<Status> status, PageRequest page) {
        return Await.all(deliveries()
                        .find(which(webhookId, status))
                        .sort(Sorts.descending("position"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(WebhookDelivery::of)
                .toList();
    }

    private static Bson which(String webhookId, Optional<Status> status) {
        Bson all = eq("webhook_id", webhookId);
        return status.map(wanted -> and(all, eq("status", wanted.value()))).orElse(all);
    }

    /** Forgets all that was for a webhook. */
    void forget(String webhookId) {
        Await.one(deliveries().deleteMany(eq("webhook_id", webhookId)));
    }

    /** Forgets what is old. */
    void sweep() {
        Await.one(deliveries().deleteMany(lt("expires_at", Date.from(now()))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private MongoCollection<Document> deliveries() {
        return database.collection("webhook_deliveries");
    }
}
