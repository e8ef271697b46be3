package com.adgenius.host.server.plugin.node;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** What runs on each node: the collection {@code nodes} of the public database, one document a node, written by it alone. */
public final class Nodes {

    /** How long a node may be silent before it counts as gone. */
    public static final Duration GONE_AFTER = Duration.ofSeconds(30);

    /** How long a node that is gone is still listed. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final MongoCollection<Document> nodes;
    private final ObjectMapper mapper;
    private final Clock clock;

    /**
     * The nodes behind the connection.
     *
     * @param mapper by the API's rules: a report is stored as it is shown
     */
    public Nodes(MongoConnection connection, ObjectMapper mapper, Clock clock) {
        this.nodes = connection.publicDatabase().getCollection("nodes");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Stores a node's report in place of its last. */
    public void report(NodeReport report) {
        Document document = new Document("_id", report.node())
                .append("seen", Date.from(report.seen()))
                .append("report", new Document(mapper.convertValue(report, OBJECT)));
        Await.done(nodes.replaceOne(eq("_id", report.node()), document, new ReplaceOptions().upsert(true)));
    }

    /** The last report of every node that was heard of within a day, by id. */
    public List<NodeReport> all() {
        Instant silent = clock.instant().minus(GONE_AFTER);
        return Await.all(nodes.find().sort(ascending("_id"))).stream()
                .map(document -> mapper.convertValue(document.get("report", Document.class), NodeReport.class))
                .map(report -> report.state() == NodeReport.State.RUNNING
                                && report.seen().isBefore(silent)
                        ? report.in(NodeReport.State.GONE)
                        : report)
                .toList();
    }

    /** Forgets the nodes that were not heard of for a day. */
    public void sweep() {
        Await.done(nodes.deleteMany(lt("seen", Date.from(clock.instant().minus(FORGOTTEN_AFTER)))));
    }
}
