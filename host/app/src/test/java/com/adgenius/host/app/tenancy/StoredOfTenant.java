package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.bson.Document;

/**
 * All that is stored of a tenant: its database, and what names it in the public one.
 *
 * @param documents each document by its collection and id
 */
record StoredOfTenant(SortedMap<String, String> documents) {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What is stored now, once nothing more is written in the background. */
    static StoredOfTenant atRest(String slug) {
        AtomicReference<StoredOfTenant> last = new AtomicReference<>(now(slug));
        Awaitility.await("nothing is written for " + slug)
                .atMost(LIMIT)
                .during(QUIET)
                .until(() -> {
                    StoredOfTenant now = now(slug);
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    static StoredOfTenant now(String slug) {
        SortedMap<String, String> documents = new TreeMap<>();
        String address = EmbeddedServersForTests.shared().mongodb();
        try (MongoClient client = MongoClients.create(address);
                MongoConnection mongo = MongoConnection.to(address)) {
            read(client.getDatabase(Tenant.databaseNameOf(slug)), _ -> true, documents);
            read(mongo.publicDatabase(), json -> json.contains(slug), documents);
        }
        return new StoredOfTenant(documents);
    }

    private static void read(MongoDatabase database, Predicate<String> wanted, SortedMap<String, String> documents) {
        for (String name : Await.all(database.listCollectionNames())) {
            MongoCollection<Document> collection = database.getCollection(name);
            for (Document document : Await.all(collection.find())) {
                String json = document.toJson();
                if (wanted.test(json)) {
                    documents.put(database.getName() + "." + name + " " + document.get("_id"), json);
                }
            }
        }
    }
}
