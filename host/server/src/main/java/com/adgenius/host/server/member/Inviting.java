package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.registration.LinkSecret;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Invites people to the tenant in scope. Whether an address has an account makes no difference to any answer. */
final class Inviting {

    private final InvitationStore store;
    private final MemberStore members;
    private final Users users;
    private final Memberships memberships;
    private final InvitationMails mails;
    private final InvitationLimits limits;
    private final MemberBounds bounds;
    private final Clock clock;

    Inviting(
            InvitationStore store,
            MemberStore members,
            Users users,
            Memberships memberships,
            InvitationMails mails,
            InvitationLimits limits,
            MemberBounds bounds,
            Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.members = requireNonNull(members, "members is null");
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.mails = requireNonNull(mails, "mails is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.bounds = requireNonNull(bounds, "bounds is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Invites an address.
     *
     * @param email normalized
     */
    Invitation invite(String email, Role role, Asking asking) {
        if (!asking.role().includes(role)) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "You cannot give the role " + role.value() + ", which is above yours, "
                            + asking.role().value() + ".");
        }
        String tenant = TenantScope.current().slug();
        limits.mail(tenant, email, asking.address());
        // Asked of the tenant's own members alone: whether others have accounts makes no difference to the time either.
        if (users.isOneOf(email, memberships.usersOf(tenant, "", bounds.members()))) {
            throw ProblemException.of(ProblemCode.ALREADY_EXISTS, email + " is a member already.");
        }
        Instant now = now();
        Invitation invitation = new Invitation(
                TimeOrderedId.next(),
                tenant,
                email,
                role,
                asking.by().userId(),
                now,
                now.plus(InvitationMails.ACCEPT_WITHIN),
                1,
                Invitation.State.OPEN,
                Optional.empty());
        LinkSecret secret = LinkSecret.next();
        if (!store.add(invitation, secret.hash(), note(asking, "invitation.created", invitation))) {
            throw ProblemException.of(
                    ProblemCode.ALREADY_EXISTS,
                    email + " is invited already. Send that invitation again, or revoke it.");
        }
        try {
            requireRoom(tenant, now);
        } catch (ProblemException e) {
            store.withdraw(invitation.id());
            throw e;
        }
        mails.invite(invitation, TenantScope.current(), asking.by().email(), secret);
        store.notes().tryToDeliver(invitation.id());
        return invitation;
    }

    /** Counted when the new one is there, so that many at once are not more than may be. */
    private void requireRoom(String tenant, Instant now) {
        long open = store.open(tenant, now);
        if (open > bounds.openInvitations()) {
            throw ProblemException.of(
                    ProblemCode.LIMIT_REACHED,
                    "A tenant has at most " + bounds.openInvitations()
                            + " open invitations. Revoke some, or wait until they are accepted.");
        }
        if (open + members.count(tenant) > bounds.members()) {
            throw ProblemException.of(
                    ProblemCode.LIMIT_REACHED,
                    "A tenant has at most " + bounds.members()
                            + " members, those that are invited among them. Remove some, or revoke invitations.");
        }
    }

    /** The invitation; {@link ProblemCode#NOT_FOUND} where the tenant has none. */
    Invitation find(String id) {
        return store.find(id, TenantScope.current().slug())
                .orElseThrow(() -> ProblemException.notFound("invitation", id));
    }

    /** Sends it once more, with a new link that works as long as the first did; the old link is void. */
    Invitation resend(String id, Asking asking) {
        Invitation before = find(id);
        requireMine(before, asking);
        Instant now = now();
        limits.mail(before.tenant(), before.email(), asking.address());
        if (!before.open(now)) {
            requireRoomForOneMore(before.tenant(), now);
        }
        LinkSecret secret = LinkSecret.next();
        Invitation after = store.resend(
                        before,
                        secret.hash(),
                        now.plus(InvitationMails.ACCEPT_WITHIN),
                        note(asking, "invitation.resent", before))
                .orElseThrow(() -> over(before));
        mails.invite(after, TenantScope.current(), asking.by().email(), secret);
        store.notes().tryToDeliver(id);
        return after;
    }

    private void requireRoomForOneMore(String tenant, Instant now) {
        if (store.open(tenant, now) >= bounds.openInvitations()) {
            throw ProblemException.of(
                    ProblemCode.LIMIT_REACHED,
                    "A tenant has at most " + bounds.openInvitations() + " open invitations. Revoke some first.");
        }
    }

    /** Takes it back: its link works no more. */
    void revoke(String id, Asking asking) {
        Invitation before = find(id);
        requireMine(before, asking);
        if (before.state() == Invitation.State.REVOKED) {
            return;
        }
        if (!store.revoke(before, note(asking, "invitation.revoked", before))) {
            throw over(before);
        }
        store.notes().tryToDeliver(id);
    }

    private static void requireMine(Invitation invitation, Asking asking) {
        if (!asking.role().includes(invitation.role())) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "This invitation gives the role " + invitation.role().value() + ", which is above yours.");
        }
    }

    private static ProblemException over(Invitation invitation) {
        return ProblemException.of(
                ProblemCode.CONFLICT, "Invitation " + invitation.id() + " was accepted or revoked already.");
    }

    private Addressed note(Asking asking, String action, Invitation invitation) {
        return Addressed.toTenant(
                invitation.tenant(),
                AuditNote.of(
                        asking,
                        now(),
                        action,
                        "invitation/" + invitation.id(),
                        Map.of(
                                "email",
                                invitation.email(),
                                "role",
                                invitation.role().value())));
    }

    InvitationStore store() {
        return store;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
