package com.adgenius.host.server.deletion;

import static com.mongodb.client.model.Filters.eq;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.reactivestreams.client.MongoDatabase;

/**
 * The documents of the public database that belong to one tenant: they name it in the field {@code tenant}. Memberships,
 * waiting messages, dead letters, mails and exports are such, and whatever else does so.
 */
public final class SharedDocuments {

    private final MongoDatabase database;

    /** Those of that public database. */
    public SharedDocuments(MongoConnection mongo) {
        this.database = mongo.publicDatabase();
    }

    /** Removes those of the tenant. */
    public void erase(String tenant) {
        for (String name : Await.all(database.listCollectionNames())) {
            if (!name.startsWith("system.")) {
                Await.one(database.getCollection(name).deleteMany(eq("tenant", tenant)));
            }
        }
    }
}
