package com.adgenius.host.server.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** All people, in the public database. */
public final class Users {

    private final MongoCollection<Document> users;
    private final Clock clock;

    /** The people in the public database. */
    public Users(MongoConnection mongo, Clock clock) {
        this.users = mongo.publicDatabase().getCollection("users");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(users.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true)));
    }

    /** The person with that id. */
    public Optional<User> find(String id) {
        return Await.first(users.find(eq(id)).first()).map(Users::user);
    }

    /** The persons with those ids, in no order. */
    public List<User> find(Collection<String> ids) {
        return Await.all(users.find(in("_id", ids)).limit(ids.size() + 1)).stream()
                .map(Users::user)
                .toList();
    }

    /** Whether one of the persons with those ids has that address, which is normalized. */
    public boolean isOneOf(String email, Collection<String> ids) {
        return Await.first(users.find(and(eq("email", email), in("_id", ids))).first())
                .isPresent();
    }

    /** The person with that address. */
    public Optional<User> findByEmail(String email) {
        return EmailAddress.normalized(email)
                .flatMap(address -> Await.first(users.find(eq("email", address)).first()))
                .map(Users::user);
    }

    /**
     * Adds a person. Where the address or the id is known already that person is given as is: no password is ever
     * replaced here.
     */
    public User add(NewUser user) {
        Document document = new Document("_id", user.id().orElseGet(TimeOrderedId::next))
                .append("email", user.email())
                .append("password", user.passwordHash())
                .append("first_name", user.firstName())
                .append("last_name", user.lastName())
                .append("is_active", true)
                .append("is_staff", user.staff())
                .append("date_joined", Date.from(clock.instant()));
        try {
            Await.one(users.insertOne(document));
            return user(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return user.id()
                    .flatMap(this::find)
                    .or(() -> findByEmail(user.email()))
                    .orElseThrow(() -> e);
        }
    }

    /** Remembers in which tenant the person works, for the next sign-in. */
    public void worksIn(String id, String tenant) {
        Await.one(users.updateOne(eq(id), Updates.set("last_tenant", tenant)));
    }

    /** Nobody is taken to the tenant at the next sign-in. */
    public void forgetTenant(String tenant) {
        Await.one(users.updateMany(eq("last_tenant", tenant), Updates.unset("last_tenant")));
    }

    /** Ends the person's present session epoch, durably. */
    public void endSessionEpoch(String id) {
        Await.one(users.updateOne(eq(id), Updates.inc("session_epoch", 1L)));
    }

    private static User user(Document document) {
        return new User(
                document.getString("_id"),
                document.getString("email"),
                document.getString("password"),
                document.getString("first_name"),
                document.getString("last_name"),
                document.getBoolean("is_active"),
                document.getBoolean("is_staff"),
                document.getDate("date_joined").toInstant(),
                Optional.ofNullable(document.getString("last_tenant")),
                document.get("session_epoch") instanceof Number epoch ? epoch.longValue() : 0);
    }

    /**
     * A person to be added.
     *
     * @param id a fixed id; without one a new one is made
     * @param email normalized
     */
    public record NewUser(
            Optional<String> id, String email, String passwordHash, boolean staff, String firstName, String lastName) {

        public NewUser {
            requireNonNull(id, "id is null");
            requireNonNull(email, "email is null");
            requireNonNull(passwordHash, "passwordHash is null");
            requireNonNull(firstName, "firstName is null");
            requireNonNull(lastName, "lastName is null");
        }

        /** A person of whom no name is known. */
        public NewUser(Optional<String> id, String email, String passwordHash, boolean staff) {
            this(id, email, passwordHash, staff, "", "");
        }

        @Override
        public String toString() {
            return "NewUser[" + email + "]";
        }
    }
}
