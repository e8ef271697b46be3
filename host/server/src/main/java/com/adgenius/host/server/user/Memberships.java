package com.adgenius.host.server.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** Who may do what in which tenant. */
public final class Memberships {

    /** The most tenants of one person that are listed. */
    public static final int LIST_LIMIT = 200;

    private final MongoCollection<Document> memberships;

    /** The memberships in the public database. */
    public Memberships(MongoConnection mongo) {
        this.memberships = mongo.publicDatabase().getCollection("memberships");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(memberships.createIndex(Indexes.ascending("user_id", "tenant")));
        Await.one(memberships.createIndex(Indexes.ascending("tenant", "user_id")));
    }

    /** The person's role in the tenant. */
    public Optional<Role> role(String userId, String tenant) {
        return Await.first(memberships.find(eq(id(userId, tenant))).first()).map(Memberships::role);
    }

    /** All that the person belongs to, by tenant, at most {@link #LIST_LIMIT}. */
    public List<Membership> of(String userId) {
        return Await.all(memberships
                        .find(eq("user_id", userId))
                        .sort(Sorts.ascending("tenant"))
                        .limit(LIST_LIMIT))
                .stream()
                .map(document -> new Membership(document.getString("tenant"), role(document)))
                .sorted(Comparator.comparing(Membership::tenant))
                .toList();
    }

    /** Makes the person a member unless it is one; a role that exists stays. */
    public void add(String userId, String tenant, Role role) {
        Await.one(memberships.updateOne(
                eq(id(userId, tenant)),
                Updates.combine(
                        Updates.setOnInsert("user_id", userId),
                        Updates.setOnInsert("tenant", tenant),
                        Updates.setOnInsert("role", role.value()),
                        Updates.setOnInsert("since", new Date())),
                new UpdateOptions().upsert(true)));
    }

    /** The ids of those who belong to the tenant, after that one in their order. */
    public List<String> usersOf(String tenant, String afterUserId, int limit) {
        return Await.all(memberships
                        .find(and(eq("tenant", tenant), gt("user_id", afterUserId)))
                        .sort(Sorts.ascending("user_id"))
                        .limit(limit))
                .stream()
                .map(document -> document.getString("user_id"))
                .toList();
    }

    private static String id(String userId, String tenant) {
        return userId + ":" + tenant;
    }

    private static Role role(Document document) {
        return Role.valueOf(document.getString("role").toUpperCase(Locale.ROOT));
    }

    /** A tenant's id with the role there. */
    public record Membership(String tenant, Role role) {}
}
