package com.adgenius.host.server.context;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Documents;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;

/** A plugin's own collections, named {@code plugin.<id>.<collection>}: the dot is in neither, so no two can meet. */
record PluginDocuments(Binding binding, TenantDatabase database) implements Documents {

    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int ID_LIMIT = 200;
    private static final int SIZE_LIMIT = 1_000_000;

    @Override
    public Optional<Map<String, Object>> find(String collection, String id) {
        return binding.call(() -> Await.first(collection(collection).find(eq("_id", requireId(id))))
                .map(document -> JsonValues.object(document.getString("json"))));
    }

    @Override
    public void put(String collection, String id, Map<String, Object> document) {
        String json = JsonValues.text(document);
        int size = json.getBytes(UTF_8).length;
        if (size > SIZE_LIMIT) {
            throw new IllegalArgumentException(
                    "Document " + collection + "/" + id + " has " + size + " bytes; at most " + SIZE_LIMIT);
        }
        binding.call(() -> Await.one(collection(collection)
                .replaceOne(
                        eq("_id", requireId(id)),
                        new Document("_id", id).append("json", json),
                        new ReplaceOptions().upsert(true))));
    }

    @Override
    public void delete(String collection, String id) {
        binding.call(() -> Await.one(collection(collection).deleteOne(eq("_id", requireId(id)))));
    }

    @Override
    public List<String> ids(String collection, String after, int limit) {
        requireNonNull(after, "after is null");
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit " + limit + " is not 1 to 1000");
        }
        return binding.call(() ->
                Await.all(collection(collection)
                                .find(gt("_id", after))
                                .sort(Sorts.ascending("_id"))
                                .limit(limit))
                        .stream()
                        .map(document -> document.getString("_id"))
                        .toList());
    }

    private MongoCollection<Document> collection(String name) {
        if (!COLLECTION.matcher(name).matches()) {
            throw new IllegalArgumentException("Collection \"" + name + "\" does not match " + COLLECTION);
        }
        return database.collection("plugin." + binding.pluginId() + "." + name);
    }

    private static String requireId(String id) {
        if (id.isEmpty() || id.length() > ID_LIMIT) {
            throw new IllegalArgumentException("An id has 1 to " + ID_LIMIT + " characters, not " + id.length());
        }
        return id;
    }
}
