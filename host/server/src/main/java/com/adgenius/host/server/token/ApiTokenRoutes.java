package com.adgenius.host.server.token;

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
import com.adgenius.host.server.token.ApiTokenBodies.ApiTokenView;
import com.adgenius.host.server.token.ApiTokenBodies.MadeApiToken;
import com.adgenius.host.server.token.ApiTokenBodies.NewApiToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The routes of API tokens. */
public final class ApiTokenRoutes implements Routes {

    private static final String TAG = "API tokens";
    private static final String LIST = "/tokens";
    private static final String ONE = LIST + "/{id}";

    private final ApiTokens tokens;

    /** The routes over these tokens. */
    public ApiTokenRoutes(ApiTokens tokens) {
        this.tokens = requireNonNull(tokens, "tokens is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(LIST)
                        .says(TAG, "List your API tokens, the newest first; from the role admin on the tenant's all.")
                        .access(Access.member(Role.VIEWER))
                        .paged("created_at")
                        .answers(200, "One page, without their texts.", Types.page(ApiTokenView.class))
                        .handledBy(this::list),
                Route.post(LIST)
                        .says(TAG, "Make an API token for this tenant. Its text is shown this once.")
                        .access(Access.member(Role.VIEWER).whoSignedIn())
                        .accepts(NewApiToken.class)
                        .answers(201, "The token, with its text.", MadeApiToken.class)
                        .problems(ProblemCode.LIMIT_REACHED)
                        .handledBy(this::make),
                Route.get(ONE)
                        .says(TAG, "Read about an API token.")
                        .access(Access.member(Role.VIEWER))
                        .answers(200, "The token, without its text.", ApiTokenView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> Answer.ok(ApiTokenView.of(tokens.find(call.path("id"), call.asking())))),
                Route.delete(ONE)
                        .says(
                                TAG,
                                "Revoke an API token of yours, or from the role admin on of any member. It is refused"
                                        + " at once.")
                        .access(Access.member(Role.VIEWER).whoSignedIn())
                        .answersNothing(204, "It is revoked.")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> {
                            tokens.revoke(call.path("id"), call.asking());
                            return Answer.noContent();
                        }));
    }

    private Answer list(Call call) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("created_at")) {
            throw page.unknownField();
        }
        String tenant = TenantScope.current().slug();
        Optional<String> whose = tokens.seenBy(call.asking());
        List<ApiTokenView> results = tokens.store().page(tenant, whose, page).stream()
                .map(ApiTokenView::of)
                .toList();
        return Answer.ok(Page.of(call, Route.API + LIST, tokens.store().count(tenant, whose), results));
    }

    private Answer make(Call call) {
        NewApiToken body = call.body(NewApiToken.class);
        int days = Optional.ofNullable(body.expiresInDays()).orElse(ApiTokenBodies.DEFAULT_DAYS);
        ApiTokens.Made made = tokens.make(
                requireNonNull(body.name(), "name is null").strip(),
                requireNonNull(body.role(), "role is null"),
                Duration.ofDays(days),
                call.asking());
        return Answer.created(
                        Route.API + LIST + "/" + made.token().id(),
                        new MadeApiToken(made.secret().text(), ApiTokenView.of(made.token())))
                .header("Cache-Control", "no-store");
    }
}
