package com.adgenius.host.server.member;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.export.ExportSource;
import com.adgenius.host.server.export.SharedLines;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.member.Invitation.State;
import com.adgenius.host.server.registration.RegistrationTelling;
import com.adgenius.host.server.registration.Untold;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Invitations, in the public database, as a link is looked up before it is known whose it is. Of each address a tenant
 * has one that can be accepted: a unique key holds its place until it ends.
 */
final class InvitationStore implements RegistrationTelling.Outbox {

    static final String COLLECTION = "invitations";

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String PLACE = "place";
    private static final String LEASE_UNTIL = "lease_until";
    private static final String UNTOLD = "untold";

    private final MongoCollection<Document> invitations;
    private final PublicAuditNotes notes;

    InvitationStore(MongoConnection mongo, PublicAuditNotes notes) {
        this.invitations = mongo.publicDatabase().getCollection(COLLECTION);
        this.notes = requireNonNull(notes, "notes is null");
    }

    /** Creates the indexes; idempotent. */
    void provision() {
        Await.one(invitations.createIndex(
                Indexes.ascending(PLACE), new IndexOptions().unique(true).sparse(true)));
        Await.one(invitations.createIndex(Indexes.ascending("secret")));
        Await.one(invitations.createIndex(Indexes.ascending("tenant", "created_at")));
        Await.one(invitations.createIndex(Indexes.ascending(UNTOLD + ".at"), new IndexOptions().sparse(true)));
        notes.provision();
    }

    /** All of the tenant in scope, without their links and without what who accepted chose. */
    ExportSource exported() {
        return new SharedLines(
                invitations,
                List.of(
                        "email",
                        "role",
                        "invited_by",
                        "created_at",
                        "expires_at",
                        "sent",
                        "state",
                        "acceptance.user_id"));
    }

    PublicAuditNotes notes() {
        return notes;
    }

    /** Adds an invitation whose link has that hash; false where the address has one in the tenant. */
    boolean add(Invitation invitation, String secretHash, Addressed note) {
        Document document = invitation
                .document()
                .append("secret", secretHash)
                .append(PLACE, invitation.tenant() + " " + invitation.email());
        try {
            Await.one(invitations.insertOne(PublicAuditNotes.noting(document, note)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** Takes back one that was added a moment ago and is one too many. */
    void withdraw(String id) {
        Await.one(invitations.deleteOne(eq(id)));
    }

    Optional<Invitation> find(String id, String tenant) {
        return Await.first(invitations.find(and(eq(id), eq("tenant", tenant))).first())
                .map(Invitation::of);
    }

    /** The one whose link it is, if the link works. */
    Optional<Invitation> byLink(String secretHash, Instant now) {
        return Await.first(invitations.find(link(secretHash, now)).first()).map(Invitation::of);
    }

    private static Bson link(String secretHash, Instant now) {
        return and(eq("secret", secretHash), eq("state", State.OPEN.value()), gt("expires_at", Date.from(now)));
    }

    /** How many can be accepted. */
    long open(String tenant, Instant now) {
        return Await.one(invitations.countDocuments(
                and(eq("tenant", tenant), eq("state", State.OPEN.value()), gt("expires_at", Date.from(now)))));
    }

    long count(String tenant, Optional<State> state) {
        return Await.one(invitations.countDocuments(filter(tenant, state)));
    }

    List<Invitation> page(String tenant, Optional<State> state, PageRequest page) {
        boolean newestFirst = page.ordering().isEmpty() || page.descending();
        return Await.all(invitations
                        .find(filter(tenant, state))
                        .sort(
                                newestFirst
                                        ? Sorts.descending("created_at", "_id")
                                        : Sorts.ascending("created_at", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(Invitation::of)
                .toList();
    }

    private static Bson filter(String tenant, Optional<State> state) {
        Bson all = eq("tenant", tenant);
        return state.map(only -> Filters.and(all, eq("state", only.value()))).orElse(all);
    }

    /** Gives an open one a new link, which voids the old one; empty where it is not open. */
    Optional<Invitation> resend(Invitation invitation, String secretHash, Instant until, Addressed note) {
        return update(
                and(eq(invitation.id()), eq("state", State.OPEN.value())),
                combine(
                        set("secret", secretHash),
                        set("expires_at", Date.from(until)),
                        inc("sent", 1),
                        PublicAuditNotes.noting(note)));
    }

    /** Takes an open one back; false where it is not open. */
    boolean revoke(Invitation invitation, Addressed note) {
        return update(
                        and(eq(invitation.id()), eq("state", State.OPEN.value())),
                        combine(
                                set("state", State.REVOKED.value()),
                                unset(PLACE),
                                unset("secret"),
                                PublicAuditNotes.noting(note)))
                .isPresent();
    }

    /** Spends the link; this worker is to write the membership. Empty where the link does not work any more. */
    Optional<Invitation> accept(String secretHash, Invitation.Acceptance acceptance, Instant now) {
        return update(
                link(secretHash, now),
                combine(
                        set("state", State.ACCEPTED.value()),
                        set("acceptance", acceptance.document()),
                        set(LEASE_UNTIL, leaseEnd(now))));
    }

    /** Takes over one that was accepted and left by its worker. */
    Optional<Invitation> takeOver(Instant now) {
        return update(
                and(eq("state", State.ACCEPTED.value()), lt(LEASE_UNTIL, Date.from(now))),
                set(LEASE_UNTIL, leaseEnd(now)));
    }

    private static Date leaseEnd(Instant now) {
        return Date.from(now.plus(LEASE));
    }

    /**
     * The membership is there.
     *
     * @param event tells of the user, where it is a new one
     * @return what is to be told; empty too when another worker ended it
     */
    Optional<Untold> done(Invitation invitation, Optional<UserRegistered> event, Instant now) {
        Bson ended = combine(
                set("state", State.DONE.value()),
                unset(PLACE),
                unset("secret"),
                unset(LEASE_UNTIL),
                unset("acceptance.password"));
        Optional<Untold> untold = event.map(registered -> new Untold(invitation.id(), now, registered));
        return update(
                        and(eq(invitation.id()), eq("state", State.ACCEPTED.value())),
                        untold.map(told -> combine(ended, set(UNTOLD, document(told))))
                                .orElse(ended))
                .flatMap(_ -> untold);
    }

    private static Document document(Untold untold) {
        return new Document("at", Date.from(untold.time()))
                .append("user_id", untold.event().userId())
                .append("name", untold.event().name())
                .append("company", untold.event().company());
    }

    @Override
    public List<Untold> untold(int limit) {
        return Await.all(invitations
                        .find(Filters.exists(UNTOLD + ".at"))
                        .sort(Sorts.ascending(UNTOLD + ".at"))
                        .limit(limit))
                .stream()
                .map(InvitationStore::untold)
                .toList();
    }

    private static Untold untold(Document document) {
        Document untold = document.get(UNTOLD, Document.class);
        return new Untold(
                document.getString("_id"),
                untold.getDate("at").toInstant(),
                new UserRegistered(
                        untold.getString("user_id"),
                        document.getString("email"),
                        untold.getString("name"),
                        untold.getString("company"),
                        document.getString("tenant")));
    }

    @Override
    public void told(Untold untold) {
        Await.one(invitations.updateOne(eq(untold.id()), unset(UNTOLD)));
    }

    /** Nobody accepted it after all. */
    void reopen(Invitation invitation) {
        update(
                and(eq(invitation.id()), eq("state", State.ACCEPTED.value())),
                combine(set("state", State.OPEN.value()), unset("acceptance"), unset(LEASE_UNTIL)));
    }

    /** Forgets what ended or expired long ago. */
    void sweep(Instant now) {
        Await.one(invitations.deleteMany(and(
                in("state", State.OPEN.value(), State.DONE.value(), State.REVOKED.value()),
                lt("expires_at", Date.from(now.minus(KEPT))),
                Filters.exists("unaudited.id", false),
                Filters.exists(UNTOLD, false))));
    }

    private Optional<Invitation> update(Bson filter, Bson update) {
        return Await.first(invitations.findOneAndUpdate(
                        filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Invitation::of);
    }
}
