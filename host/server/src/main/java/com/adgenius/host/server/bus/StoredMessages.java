package com.adgenius.host.server.bus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The messages of a {@link StoredBus} and the nodes that take them, in the public database. A message is one document for
 * each subscription; the node that takes it writes its name into it, and removes it when it is handled.
 */
final class StoredMessages {

    private final MongoCollection<Document> messages;
    private final MongoCollection<Document> nodes;
    private final BusSettings settings;
    private final Clock clock;

    StoredMessages(MongoConnection mongo, BusSettings settings, Clock clock) {
        this.messages = mongo.publicDatabase().getCollection(settings.namespace() + "_messages");
        this.nodes = mongo.publicDatabase().getCollection(settings.namespace() + "_message_nodes");
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** A message that waits: its document's id, and whose turn it is. */
    record Waiting(String id, String tenant) {}

    void provision() {
        Await.one(messages.createIndex(Indexes.ascending("queue", "sequence")));
        Await.one(messages.createIndex(Indexes.ascending("owner")));
    }

    /** Adds a message; one of that id that is there already stays as it is. */
    Waiting add(String queue, String messageId, String tenant, String body, boolean replayed) {
        String id = queue + ":" + messageId;
        try {
            Await.done(messages.insertOne(new Document("_id", id)
                    .append("queue", queue)
                    .append("sequence", TimeOrderedId.next())
                    .append("tenant", tenant)
                    .append("body", body)
                    .append("tries", 0)
                    .append("returns", 0)
                    .append("replayed", replayed)));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        return new Waiting(id, tenant);
    }

    long count(String queue) {
        return Await.one(messages.countDocuments(eq("queue", queue)));
    }

    /** What waits and is due, the oldest first. */
    List<Waiting> waiting(String queue, int limit) {
        return Await.all(messages.find(and(eq("queue", queue), free()))
                        .projection(include("tenant"))
                        .sort(ascending("sequence"))
                        .limit(limit))
                .stream()
                .map(document -> new Waiting(document.getString("_id"), document.getString("tenant")))
                .toList();
    }

    private Bson free() {
        return and(
                exists("owner", false), or(exists("not_before", false), lte("not_before", Date.from(clock.instant()))));
    }

    /** Takes the message, unless another has it or it is not due. */
    Optional<Incoming> take(String id) {
        return Await.first(messages.findOneAndUpdate(
                        and(eq("_id", id), free()),
                        set("owner", settings.node()),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(document -> new Incoming(
                        document.getString("body"),
                        document.getInteger("tries"),
                        document.getInteger("returns"),
                        document.getBoolean("replayed", false)));
    }

    /** A message that this node took is handled. */
    void remove(String id) {
        Await.one(messages.deleteOne(mine(id)));
    }

    /** A message that this node took is to come again. */
    void again(String id, Ending.Again again) {
        Instant due = clock.instant().plus(again.pause());
        Await.one(messages.updateOne(
                mine(id), combine(unset("owner"), set("not_before", Date.from(due)), set("tries", again.tries()))));
    }

    private Bson mine(String id) {
        return and(eq("_id", id), eq("owner", settings.node()));
    }

    /** A message that this node took goes back. */
    void giveBack(String id) {
        Await.one(messages.updateOne(mine(id), combine(unset("owner"), inc("returns", 1))));
    }

    /** All messages that a node took go back. */
    long giveBackAll(String node) {
        return Await.one(messages.updateMany(eq("owner", node), combine(unset("owner"), inc("returns", 1))))
                .getModifiedCount();
    }

    /** This node lives. */
    void beat() {
        Date until = Date.from(clock.instant().plus(settings.lease()));
        Await.one(nodes.updateOne(eq("_id", settings.node()), set("until", until), new UpdateOptions().upsert(true)));
    }

    /** The nodes that were silent for too long. */
    List<String> silentNodes() {
        return Await.all(nodes.find(lt("until", Date.from(clock.instant())))).stream()
                .map(document -> document.getString("_id"))
                .filter(node -> !node.equals(settings.node()))
                .toList();
    }

    /** Forgets a node. */
    void forget(String node) {
        Await.one(nodes.deleteOne(eq("_id", node)));
    }
}
