package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes for signing in. */
final class IdentityRoutes implements Routes {

    private static final String TAG = "Sign-in";

    private final SignIn signIn;
    private final AccessTokens tokens;
    private final Users users;
    private final Directory directory;

    IdentityRoutes(SignIn signIn, AccessTokens tokens, Users users, Directory directory) {
        this.signIn = requireNonNull(signIn, "signIn is null");
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.users = requireNonNull(users, "users is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/auth/jwt/create")
                        .says(
                                TAG,
                                "Sign in with e-mail and password. An address that was not verified has no account yet:"
                                        + " it is answered 401 like any that is unknown.")
                        .access(Access.anybody())
                        .accepts(Credentials.class)
                        .answers(200, "An access token.", SessionView.class)
                        .problems(
                                ProblemCode.INVALID_CREDENTIALS,
                                ProblemCode.NOT_FOUND,
                                ProblemCode.RATE_LIMITED,
                                ProblemCode.UNAVAILABLE)
                        .handledBy(this::create),
                Route.post("/auth/switch")
                        .says(TAG, "Work in another of your tenants.")
                        .access(Access.signedIn())
                        .accepts(SwitchTo.class)
                        .answers(200, "An access token for that tenant.", SessionView.class)
                        .problems(ProblemCode.NOT_FOUND)
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
        return Answer.ok(signIn.signIn(
                requireNonNull(credentials.email(), "email is null"),
                requireNonNull(credentials.password(), "password is null"),
                call.host(),
                call.remoteAddress()));
    }

    private Answer switchTo(Call call) {
        String slug = requireNonNull(call.body(SwitchTo.class).tenant(), "tenant is null");
        return Answer.ok(signIn.switchTo(call.principal().userId(), slug, call.host()));
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
