package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.registration.LinkSecret;
import com.adgenius.host.server.registration.RegistrationTelling;
import com.adgenius.host.server.registration.Untold;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From an invitation to a member. The link is spent first, with who accepted it; then user and membership are written,
 * each of which can be done again, and what a crash leaves half done {@link #resume} completes.
 */
final class Accepting {

    private final InvitationStore store;
    private final MemberStore members;
    private final Users users;
    private final Memberships memberships;
    private final Tenants tenants;
    private final PasswordHasher hasher;
    private final RegistrationTelling telling;
    private final Clock clock;

    Accepting(
            InvitationStore store,
            MemberStore members,
            Users users,
            Memberships memberships,
            Tenants tenants,
            PasswordHasher hasher,
            RegistrationTelling telling,
            Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.members = requireNonNull(members, "members is null");
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.telling = requireNonNull(telling, "telling is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** What stands behind a link, for whoever holds it. */
    Offer offer(String secret) {
        Invitation invitation = byLink(secret);
        return new Offer(
                invitation,
                tenant(invitation),
                users.findByEmail(invitation.email()).isPresent());
    }

    /** Makes somebody who has no account a user and a member. */
    Offer join(String secret, String name, String password, String address, String requestId)
            throws InterruptedException {
        Offer offer = offer(secret);
        if (offer.account()) {
            throw account();
        }
        Violations violations = new Violations();
        ChosenPassword.check(
                password,
                "password",
                List.of(offer.invitation().email(), name, offer.tenant().name()),
                violations);
        violations.raise();
        Invitation.Newcomer fresh = new Invitation.Newcomer(name, hasher.hash(password));
        accept(secret, new Invitation.Acceptance(TimeOrderedId.next(), Optional.of(fresh), address, requestId));
        return offer;
    }

    /** Makes a user a member, if the user has the address that was invited. */
    Offer accept(String secret, Asking asking) {
        Invitation invitation = byLink(secret);
        if (!invitation.email().equals(asking.by().email())) {
            throw ProblemException.of(
                    ProblemCode.LINK_REFUSED,
                    "This invitation is for another address than yours. Sign in with the address that it was sent to.");
        }
        if (asking.by().platformAdmin()) {
            throw ProblemException.of(
                    ProblemCode.LINK_REFUSED, "Administrators of the platform are no members of tenants.");
        }
        Tenant tenant = tenant(invitation);
        accept(
                secret,
                new Invitation.Acceptance(
                        asking.by().userId(), Optional.empty(), asking.address(), asking.requestId()));
        return new Offer(invitation, tenant, true);
    }

    private void accept(String secret, Invitation.Acceptance acceptance) {
        Invitation accepted =
                store.accept(new LinkSecret(secret).hash(), acceptance, now()).orElseThrow(Accepting::refused);
        if (!complete(accepted)) {
            throw account();
        }
    }

    private static ProblemException account() {
        return ProblemException.of(
                ProblemCode.ALREADY_EXISTS, "This address has an account. Sign in, and accept the invitation then.");
    }

    private Invitation byLink(String secret) {
        Invitation invitation =
                store.byLink(new LinkSecret(secret).hash(), now()).orElseThrow(Accepting::refused);
        boolean given = memberships
                .role(invitation.invitedBy(), invitation.tenant())
                .filter(role -> role.covers(Role.ADMIN) && role.includes(invitation.role()))
                .isPresent();
        if (!given) {
            throw ProblemException.of(
                    ProblemCode.LINK_REFUSED,
                    "Who invited you may not invite any more. Ask the tenant for a new invitation.");
        }
        return invitation;
    }

    private static ProblemException refused() {
        return ProblemException.of(
                ProblemCode.LINK_REFUSED,
                "The invitation was accepted or revoked already, is too old, or is not one of ours. Ask for a new one.");
    }

    private Tenant tenant(Invitation invitation) {
        Tenant tenant = tenants.find(invitation.tenant()).orElseThrow(Accepting::refused);
        if (!tenant.active()) {
            throw ProblemException.of(ProblemCode.TENANT_SUSPENDED, "Tenant \"" + tenant.slug() + "\" is suspended.");
        }
        return tenant;
    }

    /** False when the address has another account by now; the link works again then. */
    private boolean complete(Invitation accepted) {
        Invitation.Acceptance acceptance = accepted.acceptance().orElseThrow();
        Optional<User> user = acceptance
                .fresh()
                .map(fresh -> users.add(new Users.NewUser(
                        Optional.of(acceptance.userId()),
                        accepted.email(),
                        fresh.passwordHash(),
                        false,
                        fresh.firstName(),
                        fresh.lastName())))
                .or(() -> users.find(acceptance.userId()));
        if (user.filter(known -> known.id().equals(acceptance.userId())).isEmpty()) {
            store.reopen(accepted);
            return false;
        }
        members.join(acceptance.userId(), accepted.tenant(), accepted.role(), now(), note(accepted, user.get()));
        Optional<Untold> untold = store.done(accepted, registered(accepted), now());
        members.notes().tryToDeliver(Memberships.id(acceptance.userId(), accepted.tenant()));
        untold.ifPresent(told -> telling.tell(store, told));
        return true;
    }

    /** Empty for who had an account before. */
    private Optional<UserRegistered> registered(Invitation accepted) {
        Invitation.Acceptance acceptance = accepted.acceptance().orElseThrow();
        String company = tenants.find(accepted.tenant()).map(Tenant::name).orElse(accepted.tenant());
        return acceptance
                .fresh()
                .map(fresh -> new UserRegistered(
                        acceptance.userId(), accepted.email(), fresh.name(), company, accepted.tenant()));
    }

    /** The note's id comes from the invitation, so that it is one however often this is done. */
    private Addressed note(Invitation accepted, User user) {
        Invitation.Acceptance acceptance = accepted.acceptance().orElseThrow();
        return Addressed.toTenant(
                accepted.tenant(),
                new AuditNote(
                        "member.joined:" + accepted.id(),
                        now(),
                        user.id(),
                        user.email(),
                        "member.joined",
                        "member/" + user.id(),
                        Map.of(
                                "invitation", accepted.id(),
                                "invited_by", accepted.invitedBy(),
                                "after", accepted.role().value(),
                                "address", acceptance.address(),
                                "request_id", acceptance.requestId())));
    }

    /** Completes what was accepted and left half done, and tells what was not told. */
    void resume(int limit) {
        int resumed = 0;
        for (Optional<Invitation> left = store.takeOver(now());
                left.isPresent() && resumed < limit;
                left = store.takeOver(now())) {
            complete(left.get());
            resumed++;
        }
        telling.tellLeft(store, limit);
        store.notes().deliverWaiting(limit);
    }

    /** Forgets old invitations. */
    void sweep() {
        store.sweep(now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What an invitation offers.
     *
     * @param account whether its address has an account
     */
    record Offer(Invitation invitation, Tenant tenant, boolean account) {}
}
