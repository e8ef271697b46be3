package com.adgenius.host.server.event.delivery;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;

/**
 * The events of the tenant in scope that a plugin could not handle: the collection {@code undelivered_events}, each with
 * what the plugin said. They are kept for 30 days. The platform hears of each by an event in its log, which no plugin gets.
 */
final class Undelivered {

    /** The type of the platform's event. */
    static final String EVENT = "plugin.event_undelivered";

    private static final System.Logger LOG = System.getLogger(Undelivered.class.getName());
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int EVENT_VERSION = 1;

    private final TenantDatabase database;
    private final EventLogs events;
    private final Clock clock;

    Undelivered(TenantDatabase database, EventLogs events, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Why a try failed.
     *
     * @param version the plugin's
     * @param code for programs
     * @param message what the plugin said
     */
    record Failure(String version, String code, String message) {}

    void provision() {
        Await.one(undelivered().createIndex(Indexes.ascending("set_aside_at")));
    }

    /** Sets the event aside; done twice it has the effect of once. */
    void setAside(String pluginId, StoredEvent event, int tries, Failure failure) {
        Instant now = clock.instant();
        String tenant = TenantScope.current().slug();
        Await.one(undelivered()
                .updateOne(
                        eq("_id", pluginId + ":" + event.id()),
                        new Document(
                                "$setOnInsert",
                                new Document("plugin_id", pluginId)
                                        .append("plugin_version", failure.version())
                                        .append("event_id", event.id())
                                        .append("sequence", event.sequence())
                                        .append("type", event.type())
                                        .append("version", event.version())
                                        .append("time", Date.from(event.time()))
                                        .append("data", JsonValues.text(event.data()))
                                        .append("tries", tries)
                                        .append("code", failure.code())
                                        .append("message", failure.message())
                                        .append("set_aside_at", Date.from(now))),
                        new UpdateOptions().upsert(true)));
        Await.one(undelivered().deleteMany(lt("set_aside_at", Date.from(now.minus(KEPT)))));
        events.forPlatform()
                .append(
                        String.join(":", EVENT, tenant, pluginId, event.id()),
                        EVENT,
                        EVENT_VERSION,
                        now,
                        Map.of(
                                "plugin_id", pluginId,
                                "plugin_version", failure.version(),
                                "tenant", tenant,
                                "event_id", event.id(),
                                "event_type", event.type(),
                                "tries", tries,
                                "code", failure.code(),
                                "message", failure.message()));
        LOG.log(
                System.Logger.Level.WARNING,
                "Plugin " + pluginId + " " + failure.version() + " could not handle event " + event.id() + " ("
                        + event.type() + ") of tenant " + tenant + " in " + tries + " tries; it is set aside: "
                        + failure.code() + ", " + failure.message());
    }

    private MongoCollection<Document> undelivered() {
        return database.collection("undelivered_events");
    }
}
