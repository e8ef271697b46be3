package com.adgenius.host.server.registration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What people registered, in the public database: {@code pending} until the link is opened, then {@code verified} while
 * user and tenant are made, by one worker at a time and after a crash by another, then {@code done}, and {@code untold}
 * until the bus has the event; or {@code void} when the address had an account by then.
 */
public final class Registrations implements RegistrationTelling.Outbox {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration SHORT_LEASE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String PENDING = "pending";
    private static final String VERIFIED = "verified";
    private static final String DONE = "done";
    private static final String VOID = "void";
    private static final String UNTOLD = "untold";

    private final MongoCollection<Document> registrations;
    private final Clock clock;

    /** The registrations in the public database. */
    public Registrations(MongoConnection mongo, Clock clock) {
        this.registrations = mongo.publicDatabase().getCollection("registrations");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(registrations.createIndex(Indexes.ascending("state", "lease_until")));
        Await.one(registrations.createIndex(Indexes.ascending(UNTOLD), new IndexOptions().sparse(true)));
    }

    void add(Registration registration) {
        Await.one(registrations.insertOne(new Document("_id", registration.id())
                .append("state", PENDING)
                .append("user_id", registration.userId())
                .append("email", registration.email())
                .append("name", registration.name())
                .append("company", registration.company())
                .append("password", registration.passwordHash())
                .append("expires_at", Date.from(registration.expiresAt()))
                .append("created_at", Date.from(clock.instant()))));
    }

    /** Spends the link: the registration is verified, and this worker's to complete. Empty unless it was pending. */
    Optional<Registration> verify(String id) {
        Instant now = clock.instant();
        return take(
                and(eq(id), eq("state", PENDING), gt("expires_at", Date.from(now))),
                combine(set("state", VERIFIED), set("verified_at", Date.from(now)), set("lease_until", leaseEnd(now))));
    }

    /** Takes over one that was verified and left by its worker. */
    Optional<Registration> takeOver() {
        Instant now = clock.instant();
        return take(and(eq("state", VERIFIED), lt("lease_until", Date.from(now))), set("lease_until", leaseEnd(now)));
    }

    /** Leaves it to whoever takes it over in a moment. */
    void giveBack(Registration registration) {
        Await.one(registrations.updateOne(
                and(eq(registration.id()), eq("state", VERIFIED)),
                set("lease_until", Date.from(clock.instant().plus(SHORT_LEASE)))));
    }

    private Optional<Registration> take(Bson filter, Bson change) {
        return Await.first(registrations.findOneAndUpdate(
                        filter, change, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Registrations::registration);
    }

    private static Date leaseEnd(Instant now) {
        return Date.from(now.plus(LEASE));
    }

    /** Remembers the tenant that is begun, before it is. */
    void begins(Registration registration, String slug) {
        Await.one(registrations.updateOne(eq(registration.id()), set("slug", slug)));
    }

    /** Ends it with the tenant of that slug, and what is to be told of it; empty when another worker ended it. */
    Optional<Untold> done(Registration registration, String slug) {
        return end(
                        registration,
                        combine(
                                set("state", DONE),
                                set("slug", slug),
                                set("done_at", Date.from(clock.instant())),
                                set(UNTOLD, true)))
                .map(Registrations::untold);
    }

    void isVoid(Registration registration) {
        end(registration, set("state", VOID));
    }

    private Optional<Document> end(Registration registration, Bson change) {
        return Await.first(registrations.findOneAndUpdate(
                and(eq(registration.id()), eq("state", VERIFIED)),
                combine(change, unset("password"), unset("lease_until")),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    @Override
    public List<Untold> untold(int limit) {
        return Await.all(registrations
                        .find(eq(UNTOLD, true))
                        .sort(Sorts.ascending("done_at"))
                        .limit(limit))
                .stream()
                .map(Registrations::untold)
                .toList();
    }

    @Override
    public void told(Untold untold) {
        Await.one(registrations.updateOne(eq(untold.id()), unset(UNTOLD)));
    }

    /** Forgets how a tenant that is erased came to be. */
    void forget(String tenant) {
        Await.one(registrations.deleteMany(and(in("state", DONE, VOID), eq("slug", tenant))));
    }

    /** Forgets what expired or ended long enough ago that nobody opens its link, and is told of. */
    void sweep() {
        Date before = Date.from(clock.instant().minus(KEPT));
        Await.one(registrations.deleteMany(
                and(in("state", PENDING, DONE, VOID), lt("expires_at", before), exists(UNTOLD, false))));
    }

    private static Untold untold(Document document) {
        return new Untold(
                document.getString("_id"),
                document.getDate("done_at").toInstant(),
                new UserRegistered(
                        document.getString("user_id"),
                        document.getString("email"),
                        document.getString("name"),
                        document.getString("company"),
                        document.getString("slug")));
    }

    private static Registration registration(Document document) {
        return new Registration(
                document.getString("_id"),
                document.getString("user_id"),
                document.getString("email"),
                document.getString("name"),
                document.getString("company"),
                document.getString("password"),
                document.getDate("expires_at").toInstant(),
                Optional.ofNullable(document.getString("slug")));
    }
}
