package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.plugin.CreativeKind;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/** How many workers all nodes have together, as each tells the others while it lives. */
final class WorkerNodes {

    private static final int LIMIT = 10_000;

    private final GenerationSettings settings;
    private final MongoCollection<Document> nodes;
    private final Duration lease;
    private final Clock clock;
    private volatile Map<CreativeKind, Integer> total;

    WorkerNodes(GenerationSettings settings, MongoConnection mongo, Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.nodes = mongo.publicDatabase().getCollection("generation_nodes");
        this.lease = settings.sweep().multipliedBy(3).plus(settings.lease());
        this.clock = requireNonNull(clock, "clock is null");
        this.total = settings.workers();
    }

    /** The workers for that kind, as of the last look. */
    int total(CreativeKind kind) {
        return total.getOrDefault(kind, 0);
    }

    /** Tells that this node lives, and looks for the others. */
    void look() {
        Instant now = clock.instant();
        Document workers = new Document();
        settings.workers().forEach((kind, count) -> workers.append(kind.value(), count));
        Await.one(nodes.updateOne(
                eq("_id", settings.node()),
                combine(set("workers", workers), set("until", Date.from(now.plus(lease)))),
                new UpdateOptions().upsert(true)));
        Await.one(nodes.deleteMany(lt("until", Date.from(now))));
        Map<CreativeKind, Integer> sum = new EnumMap<>(CreativeKind.class);
        for (Document node : Await.all(nodes.find().limit(LIMIT))) {
            Document told = node.get("workers", Document.class);
            for (CreativeKind kind : CreativeKind.values()) {
                sum.merge(kind, Objects.requireNonNullElse(told.getInteger(kind.value()), 0), Integer::sum);
            }
        }
        total = Map.copyOf(sum);
    }

    /** This node works no more. */
    void leave() {
        Await.one(nodes.deleteOne(eq("_id", settings.node())));
    }
}
