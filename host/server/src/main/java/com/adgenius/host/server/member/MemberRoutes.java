package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The routes about a tenant's members. */
public final class MemberRoutes implements Routes {

    private static final String TAG = "Members";
    private static final String LIST = "/tenant/members";
    private static final String ONE = LIST + "/{id}";

    private final Members members;
    private final Users users;

    /** The routes over these members. */
    public MemberRoutes(Members members, Users users) {
        this.members = requireNonNull(members, "members is null");
        this.users = requireNonNull(users, "users is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(LIST)
                        .says(TAG, "List the tenant's members, the first first.")
                        .access(Access.member(Role.VIEWER))
                        .paged("since")
                        .answers(200, "One page of members.", Types.page(MemberView.class))
                        .handledBy(this::list),
                Route.get(ONE)
                        .says(TAG, "Read a member; the id is the user's.")
                        .access(Access.member(Role.VIEWER))
                        .answers(200, "The member, with an ETag.", MemberView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> shown(members.find(call.path("id")))),
                Route.patch(ONE)
                        .says(
                                TAG,
                                "Change a member's role, or disable the member, which ends the member's sessions in"
                                        + " the tenant. Nobody gives a role above their own, or changes who has one;"
                                        + " the last owner stays.")
                        .access(Access.member(Role.ADMIN).whoSignedIn())
                        .header("If-Match", true, "The ETag of the member as you read it.")
                        .accepts(MemberPatch.class)
                        .answers(200, "The changed member, with its new ETag.", MemberView.class)
                        .problems(
                                ProblemCode.NOT_FOUND,
                                ProblemCode.STALE,
                                ProblemCode.PRECONDITION_REQUIRED,
                                ProblemCode.LAST_OWNER)
                        .handledBy(call -> shown(members.change(
                                call.path("id"), call.ifMatch(), call.body(MemberPatch.class), call.asking()))),
                Route.delete(ONE)
                        .says(
                                TAG,
                                "Remove a member, which needs the role admin, or leave the tenant, which everybody"
                                        + " may but the last owner. Sessions and API tokens there end.")
                        .access(Access.member(Role.CLIENT).whoSignedIn())
                        .header(
                                "If-Match",
                                false,
                                "The ETag of the member as you read it; without one, whatever it is now.")
                        .answersNothing(204, "The membership is over.")
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.LAST_OWNER)
                        .handledBy(this::remove));
    }

    private Answer list(Call call) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("since")) {
            throw page.unknownField();
        }
        String tenant = TenantScope.current().slug();
        List<Member> found = members.store().page(tenant, page);
        Map<String, User> people = users.find(found.stream().map(Member::userId).toList()).stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
        List<MemberView> results = found.stream()
                .map(member -> MemberView.of(member, Optional.ofNullable(people.get(member.userId()))))
                .toList();
        return Answer.ok(Page.of(call, Route.API + LIST, members.store().count(tenant), results));
    }

    private Answer shown(Member member) {
        return Answer.ok(MemberView.of(member, users.find(member.userId()))).revision(member.revision());
    }

    private Answer remove(Call call) {
        members.remove(call.path("id"), call.optionalIfMatch(), call.asking());
        return Answer.noContent();
    }
}
