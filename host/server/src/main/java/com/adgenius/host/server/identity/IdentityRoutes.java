package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes for signing in, staying signed in, and signing out. */
final class IdentityRoutes implements Routes {

    private static final String TAG = "Sign-in";

    private static final String SPENT = "The refresh token, which is spent by this.";

    private final SignIn signIn;
    private final Refreshing refreshing;
    private final AccessTokens tokens;
    private final Authenticator authenticator;
    private final Sessions sessions;
    private final Users users;
    private final Directory directory;
    private final SessionLimits limits;

    IdentityRoutes(
            SignIn signIn,
            Refreshing refreshing,
            AccessTokens tokens,
            Authenticator authenticator,
            Sessions sessions,
            Users users,
            Directory directory,
            SessionLimits limits) {
        this.signIn = requireNonNull(signIn, "signIn is null");
        this.refreshing = requireNonNull(refreshing, "refreshing is null");
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.authenticator = requireNonNull(authenticator, "authenticator is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.users = requireNonNull(users, "users is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/auth/jwt/create")
                        .says(
                                TAG,
                                "Sign in with e-mail and password; the refresh token comes as a cookie alone. An address that was not verified has no account yet:"
                                        + " it is answered 401 like any that is unknown.")
                        .access(Access.anybody())
                        .ownPages()
                        .accepts(Credentials.class)
                        .answers(200, "An access token, and the cookie " + RefreshCookie.NAME + ".", SessionView.class)
                        .problems(
                                ProblemCode.INVALID_CREDENTIALS,
                                ProblemCode.NOT_FOUND,
                                ProblemCode.TENANT_SUSPENDED,
                                ProblemCode.TENANT_CLOSED,
                                ProblemCode.RATE_LIMITED,
                                ProblemCode.UNAVAILABLE)
                        .handledBy(this::create),
                Route.post("/auth/jwt/refresh")
                        .says(TAG, "Get a new access token, and a new cookie for the one that is spent.")
                        .access(Access.anybody())
                        .cookie(RefreshCookie.NAME, SPENT)
                        .answers(200, "An access token, and the cookie's successor.", SessionView.class)
                        .problems(
                                ProblemCode.NOT_AUTHENTICATED,
                                ProblemCode.NOT_FOUND,
                                ProblemCode.TENANT_SUSPENDED,
                                ProblemCode.TENANT_CLOSED,
                                ProblemCode.RATE_LIMITED,
                                ProblemCode.UNAVAILABLE)
                        .handledBy(this::refresh),
                Route.post("/auth/jwt/verify")
                        .says(TAG, "Ask whether an access token is valid now, and whose it is.")
                        .access(Access.anybody())
                        .accepts(TokenToVerify.class)
                        .answers(200, "It is.", Verified.class)
                        .problems(
                                ProblemCode.NOT_AUTHENTICATED,
                                ProblemCode.NOT_FOUND,
                                ProblemCode.TENANT_SUSPENDED,
                                ProblemCode.TENANT_CLOSED,
                                ProblemCode.RATE_LIMITED)
                        .handledBy(this::verify),
                Route.post("/auth/logout")
                        .says(TAG, "End the session of the cookie, and of the access token where one is sent.")
                        .access(Access.anybody())
                        .cookie(RefreshCookie.NAME, "The refresh token of the session, spent or not.")
                        .answersNothing(204, "It is over, on every node, and the cookie is cleared.")
                        .problems(ProblemCode.RATE_LIMITED)
                        .handledBy(this::signOut),
                Route.post("/auth/switch")
                        .says(TAG, "Work in another of your tenants; the token is valid as long as the one you show.")
                        .access(Access.signedIn())
                        .accepts(SwitchTo.class)
                        .answers(200, "An access token for that tenant.", SessionView.class)
                        .problems(
                                ProblemCode.NOT_A_MEMBER,
                                ProblemCode.TENANT_CLOSED,
                                ProblemCode.NOT_FOUND,
                                ProblemCode.RATE_LIMITED)
                        .handledBy(this::switchTo),
                Route.get("/auth/me")
                        .says(TAG, "Read who you are and where you work.")
                        .access(Access.signedIn())
                        .answers(200, "You.", Me.class)
                        .handledBy(this::me),
                Route.get("/.well-known/jwks.json")
                        .atRoot()
                        .says(TAG, "Read the public keys that verify access tokens.")
                        .access(Access.anybody())
                        .answers(200, "The keys, by RFC 7517.", AccessTokens.JwkSet.class)
                        .handledBy(_ -> Answer.ok(tokens.publicKeys()).header("Cache-Control", "public, max-age=300")));
    }

    private Answer create(Call call) throws InterruptedException {
        Credentials credentials = call.body(Credentials.class);
        return signed(signIn.signIn(
                requireNonNull(credentials.email(), "email is null"),
                requireNonNull(credentials.password(), "password is null"),
                call.host(),
                call.remoteAddress()));
    }

    private Answer refresh(Call call) {
        return signed(refreshing.refresh(call.cookie(RefreshCookie.NAME), call.host(), call.remoteAddress()));
    }

    private static Answer signed(SessionAnswers.Signed signed) {
        Answer answer = Answer.ok(signed.view());
        return signed.cookie()
                .map(cookie -> answer.header("Set-Cookie", cookie))
                .orElse(answer);
    }

    private Answer verify(Call call) {
        limits.from(call.remoteAddress());
        String token = requireNonNull(call.body(TokenToVerify.class).token(), "token is null");
        Principal principal = authenticator
                .authenticate(token, call.host())
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.NOT_AUTHENTICATED, "This is no access token that is valid now."));
        AccessTokens.Claims claims = tokens.verify(token)
                .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_AUTHENTICATED, "The token has just expired."));
        return Answer.ok(new Verified(
                principal.userId(),
                principal.membership().map(in -> SessionView.TenantOfUser.of(in.tenant(), in.role())),
                principal.platformAdmin(),
                claims.expiresAt()));
    }

    private Answer signOut(Call call) {
        limits.from(call.remoteAddress());
        refreshing.signOut(call.cookie(RefreshCookie.NAME));
        shown(call).ifPresent(claims -> sessions.end(claims.userId(), claims.session()));
        return Answer.noContent().header("Set-Cookie", RefreshCookie.cleared());
    }

    private Answer switchTo(Call call) {
        String slug = requireNonNull(call.body(SwitchTo.class).tenant(), "tenant is null");
        limits.of(call.principal().userId(), Optional.empty());
        AccessTokens.Claims claims = shown(call)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.NOT_A_MEMBER, "Your token is for one tenant alone; sign in to change it."));
        return Answer.ok(signIn.switchTo(claims, slug, call.host()));
    }

    /** What the access token that was sent says; empty where it is none, or another kind of token. */
    private Optional<AccessTokens.Claims> shown(Call call) {
        return call.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(value -> tokens.verify(value.substring(7).strip()));
    }

    private Answer me(Call call) {
        Principal principal = call.principal();
        User user =
                users.find(principal.userId()).orElseThrow(() -> ProblemException.notFound("user", principal.userId()));
        return Answer.ok(new Me(
                SessionView.UserView.of(user),
                principal
                        .membership()
                        .map(membership -> SessionView.TenantOfUser.of(membership.tenant(), membership.role())),
                directory.tenantsOf(user.id())));
    }

    @Schema(description = "Who signs in.")
    record Credentials(
            @Schema(example = "owner@acme.example", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(example = "correct horse battery", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.text(email, "email", 254).text(password, "password", 1_024);
        }

        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    @Schema(description = "The token to ask about.")
    record TokenToVerify(
            @Schema(example = "eyJhbGciOiJFUzI1NiIs…", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String token)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.text(token, "token", 8_192);
        }

        @Override
        public String toString() {
            return "TokenToVerify[]";
        }
    }

    @Schema(description = "Whose token it is.")
    record Verified(
            String userId,

            @Schema(description = "The tenant that the token is for, with the role there now.")
            Optional<SessionView.TenantOfUser> tenant,

            @Schema(description = "Whether the user administers the platform.")
            boolean platformAdmin,

            Instant expiresAt) {}

    @Schema(description = "The tenant to work in.")
    record SwitchTo(
            @Schema(example = "acme", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String tenant) implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.text(tenant, "tenant", 40);
        }
    }

    @Schema(description = "Who you are and where you work.")
    record Me(
            SessionView.UserView user,

            @Schema(description = "The tenant that your token is for.")
            Optional<SessionView.TenantOfUser> tenant,

            List<SessionView.TenantOfUser> tenants) {}
}
