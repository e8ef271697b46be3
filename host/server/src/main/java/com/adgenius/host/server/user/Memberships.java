package com.adgenius.host.server.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

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
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who may do what in which tenant. */
public final class Memberships {

    /** The most tenants of one person that are listed. */
    public static final int LIST_LIMIT = 200;

    /** Where they lie in the public database. */
    public static final String COLLECTION = "memberships";

    /** Those that count: neither removed nor disabled. */
    private static final Bson COUNTING = and(exists("removed_at", false), ne("is_active", false));

    private final MongoCollection<Document> memberships;

    /** The memberships in the public database. */
    public Memberships(MongoConnection mongo) {
        this.memberships = mongo.publicDatabase().getCollection(COLLECTION);
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(memberships.createIndex(Indexes.ascending("user_id", "tenant")));
        Await.one(memberships.createIndex(Indexes.ascending("tenant", "user_id")));
    }

    /** The person's role in the tenant. */
    public Optional<Role> role(String userId, String tenant) {
        return Await.first(
                        memberships.find(and(eq(id(userId, tenant)), COUNTING)).first())
                .map(Memberships::role);
    }

    /** All that the person belongs to, by tenant, at most {@link #LIST_LIMIT}. */
    public List<Membership> of(String userId) {
        return Await.all(memberships
                        .find(and(eq("user_id", userId), COUNTING))
                        .sort(Sorts.ascending("tenant"))
                        .limit(LIST_LIMIT))
                .stream()
                .map(document -> new Membership(document.getString("tenant"), role(document)))
                .sorted(Comparator.comparing(Membership::tenant))
                .toList();
    }

    /** Makes the person a member unless it is one; a role that exists stays. */
    public void add(String userId, String tenant, Role role) {
        boolean back = Await.one(memberships.updateOne(
                                and(eq(id(userId, tenant)), exists("removed_at")),
                                Updates.combine(
                                        Updates.unset("removed_at"),
                                        Updates.unset("is_active"),
                                        Updates.set("role", role.value()),
                                        Updates.set("since", new Date()),
                                        Updates.inc("revision", 1L))))
                        .getMatchedCount()
                == 1;
        if (back) {
            return;
        }
        Await.one(memberships.updateOne(
                eq(id(userId, tenant)),
                Updates.combine(
                        Updates.setOnInsert("user_id", userId),
                        Updates.setOnInsert("tenant", tenant),
                        Updates.setOnInsert("role", role.value()),
                        Updates.setOnInsert("revision", 1L),
                        Updates.setOnInsert("since", new Date())),
                new UpdateOptions().upsert(true)));
    }

    /** The ids of those who belong to the tenant, after that one in their order. */
    public List<String> usersOf(String tenant, String afterUserId, int limit) {
        return Await.all(memberships
                        .find(and(eq("tenant", tenant), gt("user_id", afterUserId), exists("removed_at", false)))
                        .sort(Sorts.ascending("user_id"))
                        .limit(limit))
                .stream()
                .map(document -> document.getString("user_id"))
                .toList();
    }

    /** The ids of those who work in the tenant with one of these roles, at most {@link #LIST_LIMIT}. */
    public List<String> usersWith(String tenant, Set<Role> roles) {
        return Await.all(memberships
                        .find(and(
                                eq("tenant", tenant),
                                in("role", roles.stream().map(Role::value).toList()),
                                COUNTING))
                        .limit(LIST_LIMIT))
                .stream()
                .map(document -> document.getString("user_id"))
                .toList();
    }

    /** What the person's membership of the tenant is stored under. */
    public static String id(String userId, String tenant) {
        return userId + ":" + tenant;
    }

    /** The role that a stored membership has. */
    public static Role role(Document document) {
        return Role.valueOf(document.getString("role").toUpperCase(Locale.ROOT));
    }

    /** A tenant's id with the role there. */
    public record Membership(String tenant, Role role) {}
}
