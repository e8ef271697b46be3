package com.adgenius.host.server.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/** The choices of the tenant in scope: the collection {@code plugin_settings} of its database, one document a plugin. */
final class TenantChoices {

    /** The collection in the tenant's database. */
    static final String COLLECTION = "plugin_settings";

    private final TenantDatabase database;

    TenantChoices(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    private MongoCollection<Document> choices() {
        return database.collection(COLLECTION);
    }

    TenantChoice find(String pluginId) {
        return Await.first(choices().find(eq("_id", pluginId)))
                .map(TenantChoices::choice)
                .orElse(TenantChoice.NONE);
    }

    /** The choices of every plugin whose switch was ever used, by plugin id. */
    Map<String, TenantChoice> switched() {
        Map<String, TenantChoice> found = new LinkedHashMap<>();
        for (Document document : Await.all(choices().find(gt("wish", 0L)))) {
            found.put(document.getString("_id"), choice(document));
        }
        return found;
    }

    TenantChoice wish(String pluginId, boolean enabled, String actor, Instant now) {
        return choice(Await.one(choices()
                .findOneAndUpdate(
                        eq("_id", pluginId),
                        combine(
                                set("enabled", enabled),
                                set("wished_at", Date.from(now)),
                                set("wished_by", actor),
                                inc("wish", 1L),
                                setOnInsert("revision", 0L)),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))));
    }

    /** Stores settings and secrets in place of those at that revision; false when they were changed meanwhile. */
    boolean settings(
            String pluginId, long revision, Map<String, Object> settings, Map<String, String> sealed, AuditNote note) {
        try {
            UpdateResult result = Await.one(choices()
                    .updateOne(
                            and(eq("_id", pluginId), eq("revision", revision)),
                            combine(
                                    set("settings", JsonValues.text(settings)),
                                    set("secrets", JsonValues.text(sealed)),
                                    inc("revision", 1L),
                                    AuditNotes.noting(note),
                                    setOnInsert("enabled", true),
                                    setOnInsert("wish", 0L)),
                            new UpdateOptions().upsert(revision == 0)));
            return result.getMatchedCount() == 1 || result.getUpsertedId() != null;
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static TenantChoice choice(Document document) {
        Map<String, String> sealed = new LinkedHashMap<>();
        JsonValues.object(document.get("secrets", "{}")).forEach((name, value) -> sealed.put(name, (String) value));
        return new TenantChoice(
                document.getBoolean("enabled"),
                document.getLong("wish"),
                document.get("wished_at", Date.from(Instant.EPOCH)).toInstant(),
                document.get("wished_by", ""),
                JsonValues.object(document.get("settings", "{}")),
                sealed,
                document.getLong("revision"));
    }
}
