package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Query;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.member.InvitationBodies.InvitationView;
import com.adgenius.host.server.member.InvitationBodies.Joined;
import com.adgenius.host.server.member.InvitationBodies.Joining;
import com.adgenius.host.server.member.InvitationBodies.NewInvitation;
import com.adgenius.host.server.member.InvitationBodies.Offered;
import com.adgenius.host.server.registration.LinkToken;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.user.EmailAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The routes of invitations: for a tenant's administrators, and for who was invited. */
final class InvitationRoutes implements Routes {

    private static final String TAG = "Members";
    private static final String LIST = "/tenant/invitations";
    private static final String ONE = LIST + "/{id}";
    private static final String STATUS = "status";
    private static final Access ADMINISTRATORS = Access.member(Role.ADMIN).whoSignedIn();

    private final Inviting inviting;
    private final Accepting accepting;
    private final InvitationLimits limits;

    /** The routes over these. */
    InvitationRoutes(Inviting inviting, Accepting accepting, InvitationLimits limits) {
        this.inviting = requireNonNull(inviting, "inviting is null");
        this.accepting = requireNonNull(accepting, "accepting is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(invite(), add(), list(), one(), resend(), revoke(), read(), join(), accept());
    }

    private Route invite() {
        return Route.post(LIST)
                .says(
                        TAG,
                        "Invite an address. The mail's link works once, for "
                                + InvitationMails.ACCEPT_WITHIN.toDays()
                                + " days; the answer is the same whether or not the address has an account.")
                .access(ADMINISTRATORS)
                .accepts(NewInvitation.class)
                .answers(201, "A mail is on its way.", InvitationView.class)
                .problems(ProblemCode.ALREADY_EXISTS, ProblemCode.LIMIT_REACHED, ProblemCode.RATE_LIMITED)
                .idempotent()
                .handledBy(this::invited);
    }

    /** Nobody is made a member without being asked. */
    private Route add() {
        return Route.post("/tenant/members")
                .says(
                        TAG,
                        "Add a member: the address is invited, and belongs to the tenant once the invitation is"
                                + " accepted. The same as making an invitation.")
                .access(ADMINISTRATORS)
                .accepts(NewInvitation.class)
                .answers(201, "A mail is on its way.", InvitationView.class)
                .problems(ProblemCode.ALREADY_EXISTS, ProblemCode.LIMIT_REACHED, ProblemCode.RATE_LIMITED)
                .idempotent()
                .handledBy(this::invited);
    }

    private Answer invited(Call call) {
        NewInvitation body = call.body(NewInvitation.class);
        Invitation invitation = inviting.invite(
                EmailAddress.normalized(requireNonNull(body.email(), "email is null"))
                        .orElseThrow(),
                requireNonNull(body.role(), "role is null"),
                call.asking());
        return Answer.created(Route.API + LIST + "/" + invitation.id(), view(invitation));
    }

    private Route list() {
        return Route.get(LIST)
                .says(TAG, "List invitations, the newest first.")
                .access(Access.member(Role.ADMIN))
                .query(STATUS, "string", "Only those that are open – expired ones too –, accepted or revoked.")
                .paged("created_at")
                .answers(200, "One page.", Types.page(InvitationView.class))
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("created_at")) {
            throw page.unknownField();
        }
        Optional<Invitation.State> state = Query.oneOf(call, STATUS, List.of("open", "accepted", "revoked"))
                .map(name -> name.equals("accepted")
                        ? Invitation.State.DONE
                        : Invitation.State.valueOf(name.toUpperCase(Locale.ROOT)));
        String tenant = TenantScope.current().slug();
        List<InvitationView> results = inviting.store().page(tenant, state, page).stream()
                .map(this::view)
                .toList();
        return Answer.ok(Page.of(
                call,
                Route.API + LIST + Query.of(call, STATUS),
                inviting.store().count(tenant, state),
                results));
    }

    private InvitationView view(Invitation invitation) {
        return InvitationView.of(invitation, inviting.now());
    }

    private Route one() {
        return Route.get(ONE)
                .says(TAG, "Read an invitation.")
                .access(Access.member(Role.ADMIN))
                .answers(200, "The invitation.", InvitationView.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> Answer.ok(view(inviting.find(call.path("id")))));
    }

    private Route resend() {
        return Route.post(ONE + "/resend")
                .says(TAG, "Send an invitation again, with a new link; the link before is void.")
                .access(ADMINISTRATORS)
                .answers(200, "A mail is on its way.", InvitationView.class)
                .problems(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.CONFLICT,
                        ProblemCode.LIMIT_REACHED,
                        ProblemCode.RATE_LIMITED)
                .handledBy(call -> Answer.ok(view(inviting.resend(call.path("id"), call.asking()))));
    }

    private Route revoke() {
        return Route.delete(ONE)
                .says(TAG, "Revoke an invitation: its link works no more.")
                .access(ADMINISTRATORS)
                .answersNothing(204, "It is revoked.")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> {
                    inviting.revoke(call.path("id"), call.asking());
                    return Answer.noContent();
                });
    }

    private Route read() {
        return Route.post("/auth/invitations/read")
                .says(TAG, "Read what an invitation offers, with its link's token; the link stays.")
                .access(Access.anybody())
                .accepts(LinkToken.class)
                .answers(200, "What it offers.", Offered.class)
                .problems(ProblemCode.LINK_REFUSED, ProblemCode.TENANT_SUSPENDED, ProblemCode.RATE_LIMITED)
                .handledBy(call -> {
                    limits.link(call.remoteAddress());
                    return Answer.ok(Offered.of(
                            accepting.offer(call.body(LinkToken.class).text())));
                });
    }

    private Route join() {
        return Route.post("/auth/invitations/join")
                .says(TAG, "Accept an invitation to an address without an account, and choose a name and password.")
                .access(Access.anybody())
                .accepts(Joining.class)
                .answers(201, "You have an account and can sign in.", Joined.class)
                .problems(
                        ProblemCode.LINK_REFUSED,
                        ProblemCode.ALREADY_EXISTS,
                        ProblemCode.TENANT_SUSPENDED,
                        ProblemCode.RATE_LIMITED,
                        ProblemCode.UNAVAILABLE)
                .handledBy(call -> {
                    limits.link(call.remoteAddress());
                    Joining body = call.body(Joining.class);
                    return Answer.json(
                            201,
                            Joined.of(accepting.join(
                                    requireNonNull(body.token(), "token is null")
                                            .strip(),
                                    requireNonNull(body.name(), "name is null").strip(),
                                    requireNonNull(body.password(), "password is null"),
                                    call.remoteAddress(),
                                    call.requestId())));
                });
    }

    private Route accept() {
        return Route.post("/auth/invitations/accept")
                .says(TAG, "Accept an invitation to your address; switch to the tenant then.")
                .access(Access.signedIn().whoSignedIn())
                .accepts(LinkToken.class)
                .answers(200, "You are a member.", Joined.class)
                .problems(ProblemCode.LINK_REFUSED, ProblemCode.TENANT_SUSPENDED, ProblemCode.RATE_LIMITED)
                .handledBy(call -> {
                    limits.link(call.remoteAddress());
                    return Answer.ok(Joined.of(
                            accepting.accept(call.body(LinkToken.class).text(), call.asking())));
                });
    }
}
