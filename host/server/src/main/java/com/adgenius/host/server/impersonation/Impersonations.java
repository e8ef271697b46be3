package com.adgenius.host.server.impersonation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.export.ExportSource;
import com.adgenius.host.server.export.SharedLines;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.BearerAuthenticator;
import com.adgenius.host.server.registration.LinkSecret;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Principal.Delegation;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Impersonations, in the public database, and the tokens by which they ask: looked up each time, so that one that is
 * ended is refused by every node at once. Each is noted in the platform's audit and in the tenant's.
 */
public final class Impersonations implements BearerAuthenticator {

    /** The longest that one lasts. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String COLLECTION = "impersonations";
    private static final String PREFIX = "adgi_";
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int AT_ONCE = 100;

    private final MongoCollection<Document> impersonations;
    private final PublicAuditNotes notes;
    private final Users users;
    private final BiFunction<String, String, Optional<Principal>> members;
    private final Clock clock;

    /**
     * Impersonations of those people.
     *
     * @param members the user of that id as a member of that tenant, at present
     */
    public Impersonations(
            MongoConnection mongo,
            AuditLog audit,
            Users users,
            BiFunction<String, String, Optional<Principal>> members,
            Clock clock) {
        this.impersonations = mongo.publicDatabase().getCollection(COLLECTION);
        this.notes = new PublicAuditNotes(mongo, COLLECTION, audit);
        this.users = requireNonNull(users, "users is null");
        this.members = requireNonNull(members, "members is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(impersonations.createIndex(Indexes.ascending("hash"), new IndexOptions().unique(true)));
        notes.provision();
    }

    /** What the tenant in scope takes away of them: who looked as whom, when and why. */
    public ExportSource exported() {
        return new SharedLines(
                impersonations,
                List.of("user_id", "administrator_email", "reason", "created_at", "expires_at", "ended_at"));
    }

    /** One that began, and the token by which it asks, which nobody can read again. */
    record Begun(Impersonation impersonation, String secret) {

        @Override
        public String toString() {
            return "Begun[" + impersonation.id() + "]";
        }
    }

    Begun begin(String tenant, String userId, String reason, Duration life, Asking asking) {
        if (members.apply(userId, tenant).isEmpty()) {
            throw ProblemException.invalid("user_id", "is no member of tenant \"" + tenant + "\"");
        }
        Instant now = now();
        String secret = PREFIX + LinkSecret.next().text();
        Impersonation impersonation = new Impersonation(
                TimeOrderedId.next(),
                tenant,
                userId,
                asking.by().userId(),
                asking.by().email(),
                reason,
                now,
                now.plus(life),
                Optional.empty());
        Await.one(impersonations.insertOne(PublicAuditNotes.noting(
                impersonation.document().append("hash", hash(secret)),
                notes(asking, "impersonation.begun", impersonation))));
        notes.tryToDeliver(impersonation.id());
        return new Begun(impersonation, secret);
    }

    Optional<Impersonation> find(String id) {
        return Await.first(impersonations.find(eq(id)).first()).map(Impersonation::of);
    }

    long count() {
        return Await.one(impersonations.countDocuments());
    }

    List<Impersonation> page(PageRequest page) {
        boolean newestFirst = page.ordering().isEmpty() || page.descending();
        return Await.all(impersonations
                        .find()
                        .sort(
                                newestFirst
                                        ? Sorts.descending("created_at", "_id")
                                        : Sorts.ascending("created_at", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(Impersonation::of)
                .toList();
    }

    /** Ends it, on every node at once; nothing where it is over. */
    void end(String id, Asking asking) {
        Impersonation impersonation = find(id).orElseThrow(() -> ProblemException.notFound("impersonation", id));
        Await.one(impersonations.updateOne(
                and(eq(id), exists("ended_at", false)),
                combine(
                        set("ended_at", Date.from(now())),
                        PublicAuditNotes.noting(notes(asking, "impersonation.ended", impersonation)))));
        notes.tryToDeliver(id);
    }

    private Addressed[] notes(Asking asking, String action, Impersonation impersonation) {
        Map<String, String> details = Map.of(
                "tenant", impersonation.tenant(),
                "user_id", impersonation.userId(),
                "reason", impersonation.reason(),
                "expires_at", impersonation.expiresAt().toString());
        String subject = "impersonation/" + impersonation.id();
        return new Addressed[] {
            Addressed.toPlatform(AuditNote.of(asking, now(), action, subject, details)),
            Addressed.toTenant(impersonation.tenant(), AuditNote.of(asking, now(), action, subject, details))
        };
    }

    @Override
    public boolean hasShape(String token) {
        return token.startsWith(PREFIX);
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        return Await.first(impersonations
                        .find(and(eq("hash", hash(token)), lasting()))
                        .first())
                .map(Impersonation::of)
                .filter(this::byAnAdministrator)
                .flatMap(this::principal);
    }

    /** Who administers the platform no more looks no more. */
    private boolean byAnAdministrator(Impersonation impersonation) {
        return users.find(impersonation.administratorId())
                .filter(User::active)
                .filter(User::staff)
                .isPresent();
    }

    private Optional<Principal> principal(Impersonation impersonation) {
        return members.apply(impersonation.userId(), impersonation.tenant())
                .map(user -> user.by(
                        new Delegation(
                                Delegation.Kind.IMPERSONATION, impersonation.id(), impersonation.administratorEmail()),
                        user.membership().orElseThrow().role()));
    }

    private Bson lasting() {
        return and(exists("ended_at", false), gt("expires_at", Date.from(clock.instant())));
    }

    /** Tells what was not told, and forgets old ones. */
    public void tidy() {
        notes.deliverWaiting(AT_ONCE);
        Await.one(impersonations.deleteMany(
                and(lt("expires_at", Date.from(clock.instant().minus(KEPT))), exists("unaudited.id", false))));
    }

    private static String hash(String secret) {
        return new LinkSecret(secret).hash();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
