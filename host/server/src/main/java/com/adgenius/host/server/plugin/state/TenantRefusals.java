package com.adgenius.host.server.plugin.state;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * Which tenants switched a plugin off for themselves: the mirror {@code plugin_refusals}, see the package.
 *
 * <p>A document grows by some 60 bytes with each tenant that ever used its switch, so MongoDB's 16 MB bound it at some
 * 250,000 such tenants a plugin.
 */
public final class TenantRefusals {

    private final MongoCollection<Document> refusals;

    /** The mirror behind the connection. */
    public TenantRefusals(MongoConnection connection) {
        this.refusals = connection.publicDatabase().getCollection("plugin_refusals");
    }

    /**
     * Mirrors a tenant's wish, unless a newer one is mirrored already.
     *
     * @param wish the revision of the wish, which grows with each of the tenant's
     */
    public void mirror(String pluginId, String tenant, boolean refused, long wish) {
        Await.done(refusals.updateOne(
                eq("_id", pluginId),
                combine(setOnInsert("revision", 0L), setOnInsert("tenants", new Document())),
                new UpdateOptions().upsert(true)));
        String field = "tenants." + tenant;
        Await.done(refusals.updateOne(
                and(eq("_id", pluginId), or(exists(field, false), lt(field + ".wish", wish))),
                combine(set(field, new Document("refused", refused).append("wish", wish)), inc("revision", 1L))));
    }

    /** Forgets every wish of the tenant. */
    public void forget(String tenant) {
        String field = "tenants." + tenant;
        Await.done(refusals.updateMany(exists(field), combine(unset(field), inc("revision", 1L))));
    }

    /** Who refused the plugin. */
    public Refusals find(String pluginId) {
        return Await.first(refusals.find(eq("_id", pluginId)))
                .map(TenantRefusals::refusals)
                .orElse(Refusals.NONE);
    }

    /** The revision of each plugin's refusals. */
    public Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        for (Document document : Await.all(refusals.find().projection(include("revision")))) {
            revisions.put(document.getString("_id"), document.getLong("revision"));
        }
        return revisions;
    }

    /** The revision of the wish of that tenant that is mirrored, if one is. */
    public Optional<Long> mirrored(String pluginId, String tenant) {
        return Await.first(refusals.find(eq("_id", pluginId)).projection(include("tenants." + tenant)))
                .map(document -> document.get("tenants", Document.class))
                .map(tenants -> tenants.get(tenant, Document.class))
                .map(wish -> wish.getLong("wish"));
    }

    private static Refusals refusals(Document document) {
        Set<String> refusing = new HashSet<>();
        document.get("tenants", Document.class).forEach((tenant, wish) -> {
            if (((Document) wish).getBoolean("refused")) {
                refusing.add(tenant);
            }
        });
        return new Refusals(document.getLong("revision"), refusing);
    }

    /**
     * Who refused a plugin.
     *
     * @param revision grows with every change
     * @param tenants their slugs
     */
    public record Refusals(long revision, Set<String> tenants) {

        static final Refusals NONE = new Refusals(0, Set.of());

        public Refusals {
            tenants = Set.copyOf(tenants);
        }
    }
}
