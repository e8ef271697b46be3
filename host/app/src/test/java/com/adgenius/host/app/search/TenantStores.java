package com.adgenius.host.app.search;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;

/** The databases behind the hosts under test. */
final class TenantStores implements AutoCloseable {

    private final MongoClient mongo;

    /** Behind that MongoDB. */
    TenantStores(String mongodb) {
        this.mongo = MongoClients.create(mongodb);
    }

    /** The gallery's tenant's. */
    MongoDatabase database(Gallery gallery) {
        return mongo.getDatabase(Tenant.databaseNameOf(gallery.tenant().slug()));
    }

    /** Says how a creative did, of which nobody is told. */
    void plantScore(Gallery gallery, String id, double score) {
        Await.one(database(gallery)
                .getCollection("creatives")
                .updateOne(Filters.eq("_id", id), Updates.set("performance_score", score)));
    }

    @Override
    public void close() {
        mongo.close();
    }
}
