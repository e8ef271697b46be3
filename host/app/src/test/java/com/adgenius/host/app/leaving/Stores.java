package com.adgenius.host.app.leaving;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What lies in the servers behind the hosts under test. */
final class Stores implements AutoCloseable {

    private static final String PUBLIC = "adgenius_public";

    private final MongoClient mongo =
            MongoClients.create(EmbeddedServersForTests.shared().mongodb());

    MongoCollection<Document> shared(String collection) {
        return mongo.getDatabase(PUBLIC).getCollection(collection);
    }

    MongoCollection<Document> of(String tenant, String collection) {
        return mongo.getDatabase(Tenant.databaseNameOf(tenant)).getCollection(collection);
    }

    static List<Document> find(MongoCollection<Document> collection, Bson filter) {
        return Await.all(collection.find(filter).limit(1_000));
    }

    static void insert(MongoCollection<Document> collection, Document document) {
        Await.one(collection.insertOne(document));
    }

    static void update(MongoCollection<Document> collection, Bson filter, Bson change) {
        if (Await.one(collection.updateMany(filter, change)).getMatchedCount() == 0) {
            throw new AssertionError("Nothing in " + collection.getNamespace() + " matches " + filter);
        }
    }

    @Override
    public void close() {
        mongo.close();
    }
}
