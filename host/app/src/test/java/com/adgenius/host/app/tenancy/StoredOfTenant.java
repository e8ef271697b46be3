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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;

/**
 * All that is stored of a tenant: its database, and what names it in the public one. Without what workers write of their own
 * accord, which may come at any time: what is still to be told of a change, and what was told of it. A change itself shows in
 * the document that it is made to.
 *
 * @param documents each document by its collection and id
 */
record StoredOfTenant(SortedMap<String, String> documents) {

    /** What comes of a change in the background, by the end of the collection's name. */
    private static final Set<String> TOLD = Set.of(
            "adgenius_messages",
            "audit",
            "audit_heads",
            "event_cursors",
            "events",
            "mail_outbox",
            "search_index",
            "search_pending",
            "usage",
            "webhook_cursor",
            "webhook_deliveries");

    private static final Set<String> TO_BE_TOLD = Set.of("outbox", "unaudited", "untold");
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
        List<String> names = Await.all(database.listCollectionNames());
        for (String name : names.stream().filter(each -> !TOLD.contains(each)).toList()) {
            MongoCollection<Document> collection = database.getCollection(name);
            for (Document document : Await.all(collection.find())) {
                TO_BE_TOLD.forEach(document::remove);
                String json = document.toJson();
                if (wanted.test(json)) {
                    documents.put(database.getName() + "." + name + " " + document.get("_id"), json);
                }
            }
        }
    }

    /** The documents that are not as in the other. */
    List<String> differences(StoredOfTenant other) {
        return Stream.concat(documents.keySet().stream(), other.documents.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(documents.get(id), other.documents.get(id)))
                .toList();
    }
}
