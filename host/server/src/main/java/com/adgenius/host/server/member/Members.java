package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.conversions.Bson;

/** What the members of the tenant in scope can do with memberships. */
public final class Members {

    private static final System.Logger LOG = System.getLogger(Members.class.getName());
    private static final int ATTEMPTS = 5;

    private final MemberStore store;
    private final List<AccessEnding> endings;
    private final Clock clock;

    /**
     * The memberships in the public database.
     *
     * @param endings all that a member has begun, and that ends when the role changes
     */
    public Members(MongoConnection mongo, AuditLog audit, List<AccessEnding> endings, Clock clock) {
        this.store = new MemberStore(mongo, new PublicAuditNotes(mongo, Memberships.COLLECTION, audit));
        this.endings = List.copyOf(endings);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        store.provision();
    }

    MemberStore store() {
        return store;
    }

    /** The member; {@link ProblemCode#NOT_FOUND} where the tenant has none. */
    Member find(String userId) {
        return store.find(userId, TenantScope.current().slug())
                .orElseThrow(() -> ProblemException.notFound("member", userId));
    }

    /** Changes role or state, unless the membership has another revision by now; no change is none. */
    Member change(String userId, long revision, MemberPatch patch, Asking asking) {
        Member before = find(userId);
        requireRevision(before, revision);
        Role role = Optional.ofNullable(patch.role()).orElse(before.role());
        boolean active = Optional.ofNullable(patch.isActive()).orElse(before.active());
        if (role == before.role() && active == before.active()) {
            return before;
        }
        requireNoMore(asking.role(), before.role(), "change the membership of a member with");
        requireNoMore(asking.role(), role, "give");
        boolean stepsDown = before.owns() && !(active && role == Role.OWNER);
        Bson mark = stepsDown ? mark(before) : MemberStore.unmarked();
        String action =
                active == before.active() ? "member.role_changed" : active ? "member.enabled" : "member.disabled";
        Map<String, String> details = Map.of("before", before.role().value(), "after", role.value());
        Optional<Member> after = store.change(before, role, active, mark, note(asking, action, userId, details));
        if (after.isEmpty()) {
            forget(before, mark, stepsDown);
            throw stale(userId);
        }
        end(before.id());
        return after.get();
    }

    /** Removes a member: others as far as the role allows it, and oneself always. */
    void remove(String userId, OptionalLong revision, Asking asking) {
        boolean self = userId.equals(asking.by().userId());
        if (!self && !asking.role().covers(Role.ADMIN)) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "To remove others needs the role admin; yours is "
                            + asking.role().value() + ".");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Member before = find(userId);
            revision.ifPresent(seen -> requireRevision(before, seen));
            if (!self) {
                requireNoMore(asking.role(), before.role(), "remove a member with");
            }
            Bson mark = before.owns() ? mark(before) : MemberStore.unmarked();
            Addressed note = note(
                    asking,
                    self ? "member.left" : "member.removed",
                    userId,
                    Map.of("before", before.role().value()));
            if (store.remove(before, now(), mark, note).isPresent()) {
                end(before.id());
                return;
            }
            forget(before, mark, before.owns());
        }
        throw stale(userId);
    }

    private void forget(Member before, Bson mark, boolean marked) {
        if (marked) {
            store.unmark(before, mark);
        }
    }

    private Bson mark(Member owner) {
        return store.stepDown(owner, now()).orElseThrow(() -> {
            requireRevision(find(owner.userId()), owner.revision());
            return ProblemException.of(
                    ProblemCode.LAST_OWNER,
                    "A tenant needs an owner, and nobody else is one. Make somebody else an owner first.");
        });
    }

    private static void requireNoMore(Role own, Role other, String what) {
        if (!own.includes(other)) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "You cannot " + what + " the role " + other.value() + ", which is above yours, " + own.value()
                            + ".");
        }
    }

    private static void requireRevision(Member member, long revision) {
        if (member.revision() != revision) {
            throw stale(member.userId());
        }
    }

    private static ProblemException stale(String userId) {
        return ProblemException.of(
                ProblemCode.STALE,
                "The membership of " + userId
                        + " was changed meanwhile. Read it again and send your change with its ETag.");
    }

    private Addressed note(Asking asking, String action, String userId, Map<String, String> details) {
        return Addressed.toTenant(
                TenantScope.current().slug(), AuditNote.of(asking, now(), action, "member/" + userId, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The change counts already, so a failure here is no failure of the request: {@link #resume} takes it up. */
    private void end(String id) {
        try {
            store.unfinished(id).ifPresent(this::finish);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What membership " + id + " had begun is ended later", e);
        }
    }

    private void finish(MemberStore.Ended ended) {
        Member member = ended.member();
        endings.forEach(ending -> ending.end(member.userId(), member.tenant(), ended.left()));
        store.finished(ended);
    }

    /** Ends and tells what a crash or a failure left. */
    public void resume(int limit) {
        store.unfinished(limit).forEach(this::finish);
        store.notes().deliverWaiting(limit);
    }
}
