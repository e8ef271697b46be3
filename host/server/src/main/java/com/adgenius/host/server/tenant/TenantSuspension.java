package com.adgenius.host.server.tenant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Ends the sessions of a tenant that is suspended or let in again: what was known of its members is forgotten with them,
 * on every node. The suspension itself is a field of the tenant and counts as soon as
 * it is written; with it goes a mark that the sessions have to end, which stays until they have, though the host be cut
 * off.
 */
public final class TenantSuspension {

    private static final System.Logger LOG = System.getLogger(TenantSuspension.class.getName());
    private static final String ENDING = "ending_sessions";
    private static final int PAGE = 200;

    private final MongoCollection<Document> tenants;
    private final Memberships memberships;
    private final BiConsumer<String, String> sessions;

    /**
     * Ends sessions of members.
     *
     * @param sessions ends what a user does in a tenant; idempotent
     */
    public TenantSuspension(MongoConnection mongo, Memberships memberships, BiConsumer<String, String> sessions) {
        this.tenants = mongo.publicDatabase().getCollection("tenants");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    /** A part of the update that suspends, or lets in again. */
    static Bson mark(String change) {
        return Updates.set(ENDING, change);
    }

    /** The tenant was changed: a failure from here on is no failure of the request, {@link #resume} takes it up. */
    void changed(String slug) {
        try {
            Await.first(tenants.find(and(eq(slug), exists(ENDING))).first()).ifPresent(this::finish);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The sessions of tenant " + slug + " are ended later", e);
        }
    }

    private void finish(Document tenant) {
        String slug = tenant.getString("_id");
        String after = "";
        for (List<String> page = memberships.usersOf(slug, after, PAGE);
                !page.isEmpty();
                page = memberships.usersOf(slug, after, PAGE)) {
            page.forEach(userId -> sessions.accept(userId, slug));
            after = page.getLast();
        }
        Await.one(tenants.updateOne(and(eq(slug), eq(ENDING, tenant.getString(ENDING))), Updates.unset(ENDING)));
    }

    /** Ends what a crash or a failure left. */
    public void resume(int limit) {
        Await.all(tenants.find(exists(ENDING)).limit(limit)).forEach(this::finish);
    }
}
