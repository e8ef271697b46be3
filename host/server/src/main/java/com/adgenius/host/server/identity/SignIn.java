package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.SessionAnswers.Signed;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.user.EmailAddress;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Signs people in and lets them change the tenant they work in. */
final class SignIn {

    private final Users users;
    private final PasswordHasher hasher;
    private final SessionAnswers answers;
    private final Sessions sessions;
    private final TenantHosts hosts;
    private final SignInLimits limits;

    SignIn(
            Users users,
            PasswordHasher hasher,
            SessionAnswers answers,
            Sessions sessions,
            TenantHosts hosts,
            SignInLimits limits) {
        this.users = requireNonNull(users, "users is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.answers = requireNonNull(answers, "answers is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /**
     * A session for who knows the password. At a tenant's host it is for that tenant; elsewhere for the one last used,
     * else for the only one, else for none.
     *
     * @throws ProblemException {@link ProblemCode#INVALID_CREDENTIALS}, {@link ProblemCode#RATE_LIMITED},
     *     {@link ProblemCode#TENANT_SUSPENDED} and {@link ProblemCode#TENANT_CLOSED} at the host of such a tenant,
     *     {@link ProblemCode#NOT_FOUND} at the host of a tenant that the user does not belong to
     */
    Signed signIn(String email, String password, String host, String address) throws InterruptedException {
        String account =
                EmailAddress.normalized(email).orElseGet(() -> email.strip().toLowerCase(Locale.ROOT));
        Optional<String> at = hosts.tenantAt(host);
        limits.begin(account, address, at);
        Optional<User> user = users.findByEmail(account);
        if (!hasher.matches(password, user.map(User::passwordHash).orElse(null))
                || !user.map(User::active).orElse(false)) {
            throw ProblemException.of(ProblemCode.INVALID_CREDENTIALS, "The e-mail or the password is wrong.");
        }
        limits.succeeded(account, address, at);
        User known = user.orElseThrow();
        List<SessionView.TenantOfUser> tenants = answers.tenantsOf(known);
        if (at.isPresent() && !belongs(tenants, at.get())) {
            answers.refuseSuspended(known, at.get());
            throw ProblemException.of(ProblemCode.NOT_FOUND, "You have no tenant \"" + at.get() + "\".");
        }
        Sessions.Begun begun = sessions.begin(known, at.or(() -> usual(known, tenants)));
        return new Signed(
                answers.view(known, begun.session(), tenants),
                begun.token().map(token -> answers.cookie(begun.session(), token)));
    }

    /**
     * The caller's session, from now on in another tenant. The new token is valid no longer than the one that was shown,
     * so that nobody keeps a copied one alive by switching.
     *
     * @throws ProblemException {@link ProblemCode#NOT_A_MEMBER} when the user does not belong to it, whether or not there
     *     is such a tenant; {@link ProblemCode#TENANT_CLOSED}; {@link ProblemCode#NOT_FOUND} at the host of another
     */
    SessionView switchTo(AccessTokens.Claims claims, String slug, String host) {
        User user = users.find(claims.userId()).orElseThrow(() -> notMember(slug));
        List<SessionView.TenantOfUser> tenants = answers.tenantsOf(user);
        if (!belongs(tenants, slug)) {
            answers.requireOpen(user, slug);
            throw notMember(slug);
        }
        hosts.tenantAt(host).filter(at -> !at.equals(slug)).ifPresent(_ -> {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "This host is another tenant's.");
        });
        sessions.move(claims.session(), slug);
        return answers.view(
                user,
                new Session(claims.session(), claims.userId(), claims.epoch(), Optional.of(slug), claims.expiresAt()),
                tenants);
    }

    private static Optional<String> usual(User user, List<SessionView.TenantOfUser> tenants) {
        return user.lastTenant()
                .filter(last -> belongs(tenants, last))
                .or(() -> tenants.size() == 1 ? Optional.of(tenants.getFirst().slug()) : Optional.empty());
    }

    private static boolean belongs(List<SessionView.TenantOfUser> tenants, String slug) {
        return tenants.stream().anyMatch(tenant -> tenant.slug().equals(slug));
    }

    private static ProblemException notMember(String slug) {
        return ProblemException.of(ProblemCode.NOT_A_MEMBER, "You are not a member of a tenant \"" + slug + "\".");
    }
}
