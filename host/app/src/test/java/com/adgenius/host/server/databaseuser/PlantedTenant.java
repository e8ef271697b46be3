package com.adgenius.host.server.databaseuser;

import static com.mongodb.client.model.Filters.eq;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A tenant's document, in a state that no host takes up, so that one that runs on the same database leaves it alone. */
final class PlantedTenant implements AutoCloseable {

    private final Tenant tenant;
    private final MongoCollection<Document> tenants;

    PlantedTenant(MongoConnection mongo) {
        String slug = "planted-" + UUID.randomUUID().toString().substring(0, 8);
        this.tenant =
                new Tenant(slug, slug, slug + ".localhost", Tenant.databaseNameOf(slug), "free", false, Instant.now());
        this.tenants = mongo.publicDatabase().getCollection("tenants");
        Await.one(tenants.insertOne(new Document("_id", slug)
                .append("name", tenant.name())
                .append("domain", tenant.domain())
                .append("db_name", tenant.databaseName())
                .append("subscription_plan", tenant.subscriptionPlan())
                .append("is_active", false)
                .append("created_on", Date.from(tenant.createdOn()))
                .append("revision", 1L)
                .append("deletion", new Document("state", "planted").append("final_at", new Date()))));
    }

    Tenant tenant() {
        return tenant;
    }

    void change(Bson change) {
        Await.one(tenants.updateOne(eq(tenant.slug()), change));
    }

    /** What its document says of its user. */
    Document user() {
        return Await.one(tenants.find(eq(tenant.slug())).first()).get("database_user", new Document());
    }

    <T> T inScope(Callable<T> work) throws Exception {
        return TenantScope.call(tenant, work);
    }

    void run(Runnable work) {
        TenantScope.run(tenant, work);
    }

    @Override
    public void close() {
        Await.one(tenants.deleteOne(eq(tenant.slug())));
    }
}
