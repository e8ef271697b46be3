package com.adgenius.host.server.member;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.Memberships;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The memberships, as their tenants change them. Each change is one update of one document, with the note for the audit
 * and a mark that what it ends – sessions, tokens – has to be ended; after a crash another worker does that.
 *
 * <p>A tenant keeps an owner though two step down at once: who is about to is marked first and then counts no more, and
 * the step is taken only while the mark is there and somebody else counts.
 */
final class MemberStore {

    private static final Bson THERE = exists("removed_at", false);
    private static final String ENDING = "ending";
    private static final String STEPPING_DOWN = "stepping_down";
    private static final Duration MARK_LASTS = Duration.ofSeconds(30);

    private final MongoCollection<Document> memberships;
    private final PublicAuditNotes notes;

    MemberStore(MongoConnection mongo, PublicAuditNotes notes) {
        this.memberships = mongo.publicDatabase().getCollection(Memberships.COLLECTION);
        this.notes = requireNonNull(notes, "notes is null");
    }

    /** Creates the indexes; idempotent. */
    void provision() {
        Await.one(memberships.createIndex(Indexes.ascending(ENDING), new IndexOptions().sparse(true)));
        notes.provision();
    }

    Optional<Member> find(String userId, String tenant) {
        return Await.first(memberships
                        .find(and(eq(Memberships.id(userId, tenant)), THERE))
                        .first())
                .map(Member::of);
    }

    long count(String tenant) {
        return Await.one(memberships.countDocuments(and(eq("tenant", tenant), THERE)));
    }

    List<Member> page(String tenant, PageRequest page) {
        return Await.all(memberships
                        .find(and(eq("tenant", tenant), THERE))
                        .sort(page.descending() ? Sorts.descending("since", "_id") : Sorts.ascending("since", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(Member::of)
                .toList();
    }

    /** Makes the person a member; false where it is one already, whose role stays. */
    boolean join(String userId, String tenant, Role role, Instant now, Addressed note) {
        String id = Memberships.id(userId, tenant);
        boolean back = Await.one(memberships.updateOne(
                                and(eq(id), exists("removed_at")),
                                combine(
                                        unset("removed_at"),
                                        unset("is_active"),
                                        set("role", role.value()),
                                        set("since", Date.from(now)),
                                        inc("revision", 1L),
                                        PublicAuditNotes.noting(note))))
                        .getMatchedCount()
                == 1;
        if (back) {
            return true;
        }
        Document fresh = PublicAuditNotes.noting(
                new Document("user_id", userId)
                        .append("tenant", tenant)
                        .append("role", role.value())
                        .append("since", Date.from(now))
                        .append("revision", 1L),
                note);
        return Await.one(memberships.updateOne(
                                eq(id),
                                combine(fresh.entrySet().stream()
                                        .map(field -> setOnInsert(field.getKey(), field.getValue()))
                                        .toList()),
                                new UpdateOptions().upsert(true)))
                        .getUpsertedId()
                != null;
    }

    /** Changes role and state, unless the membership has another revision by now. */
    Optional<Member> change(Member before, Role role, boolean active, Bson mark, Addressed note) {
        return update(
                and(at(before), mark),
                combine(
                        set("role", role.value()),
                        set("is_active", active),
                        unset(STEPPING_DOWN),
                        set(ENDING, note.note().id()),
                        set("revision", before.revision() + 1),
                        PublicAuditNotes.noting(note)));
    }

    /** Ends the membership, unless it has another revision by now. */
    Optional<Member> remove(Member before, Instant now, Bson mark, Addressed note) {
        return update(
                and(at(before), mark),
                combine(
                        set("removed_at", Date.from(now)),
                        unset(STEPPING_DOWN),
                        set(ENDING, note.note().id()),
                        set("revision", before.revision() + 1),
                        PublicAuditNotes.noting(note)));
    }

    /** The mark that is no mark: for whoever does not step down. */
    static Bson unmarked() {
        return new Document();
    }

    /**
     * Marks an owner who is about to step down, who is no owner for others from then on.
     *
     * @return the mark, to be asked for when the step is taken; empty when it is the last one, or was changed meanwhile
     */
    Optional<Bson> stepDown(Member owner, Instant now) {
        forgetOldMarks(owner.tenant(), now);
        String token = TimeOrderedId.next();
        Document mark = new Document("token", token).append("at", Date.from(now));
        boolean marked = update(and(at(owner), exists(STEPPING_DOWN, false)), set(STEPPING_DOWN, mark))
                .isPresent();
        if (!marked) {
            return Optional.empty();
        }
        Bson ours = eq(STEPPING_DOWN + ".token", token);
        if (othersOwn(owner.tenant())) {
            return Optional.of(ours);
        }
        unmark(owner, ours);
        return Optional.empty();
    }

    /** The step was not taken: the owner counts again. */
    void unmark(Member owner, Bson mark) {
        Await.one(memberships.updateOne(and(eq(owner.id()), mark), unset(STEPPING_DOWN)));
    }

    /** Who was cut off between mark and step did not step down, and cannot any more without the mark. */
    private void forgetOldMarks(String tenant, Instant now) {
        Await.one(memberships.updateMany(
                and(eq("tenant", tenant), lt(STEPPING_DOWN + ".at", Date.from(now.minus(MARK_LASTS)))),
                unset(STEPPING_DOWN)));
    }

    private boolean othersOwn(String tenant) {
        Bson owners = and(eq("tenant", tenant), eq("role", Role.OWNER.value()), THERE, ne("is_active", false));
        return Await.one(memberships.countDocuments(and(owners, exists(STEPPING_DOWN, false)))) > 0;
    }

    /** Changes of memberships after which something has not been ended yet. */
    List<Ended> unfinished(int limit) {
        return Await.all(memberships.find(exists(ENDING)).limit(limit)).stream()
                .map(Ended::of)
                .toList();
    }

    Optional<Ended> unfinished(String id) {
        return Await.first(memberships.find(and(eq(id), exists(ENDING))).first())
                .map(Ended::of);
    }

    /** All that the change ended is ended; a membership that was removed goes for good. */
    void finished(Ended ended) {
        String id = ended.member().id();
        notes.deliver(id);
        Bson same = and(eq(id), eq(ENDING, ended.change()));
        Await.one(memberships.deleteOne(and(same, exists("removed_at"))));
        Await.one(memberships.updateOne(same, unset(ENDING)));
    }

    PublicAuditNotes notes() {
        return notes;
    }

    private static Bson at(Member member) {
        Bson same = eq("revision", member.revision());
        return and(eq(member.id()), THERE, member.revision() == 1 ? or(same, exists("revision", false)) : same);
    }

    private Optional<Member> update(Bson filter, Bson update) {
        return Await.first(memberships.findOneAndUpdate(
                        filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Member::of);
    }

    /**
     * A change of a membership that ends what the member had begun.
     *
     * @param left whether the member may do nothing any more
     * @param change names the change
     */
    record Ended(Member member, boolean left, String change) {

        static Ended of(Document document) {
            Member member = Member.of(document);
            return new Ended(
                    member, document.containsKey("removed_at") || !member.active(), document.getString(ENDING));
        }
    }
}
