package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
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
    private final Directory directory;
    private final PasswordHasher hasher;
    private final AccessTokens tokens;
    private final TenantHosts hosts;
    private final SignInLimits limits;

    SignIn(
            Users users,
            Directory directory,
            PasswordHasher hasher,
            AccessTokens tokens,
            TenantHosts hosts,
            SignInLimits limits) {
        this.users = requireNonNull(users, "users is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /**
     * A session for who knows the password. At a tenant's host it is for that tenant; elsewhere for the one last used,
     * else for the only one, else for none.
     *
     * @throws ProblemException {@link ProblemCode#INVALID_CREDENTIALS}, {@link ProblemCode#RATE_LIMITED}
     */
    SessionView signIn(String email, String password, String host, String address) throws InterruptedException {
        String account =
                EmailAddress.normalized(email).orElseGet(() -> email.strip().toLowerCase(Locale.ROOT));
        limits.begin(account, address);
        Optional<User> user = users.findByEmail(account);
        if (!hasher.matches(password, user.map(User::passwordHash).orElse(null))
                || !user.map(User::active).orElse(false)) {
            throw ProblemException.of(ProblemCode.INVALID_CREDENTIALS, "The e-mail or the password is wrong.");
        }
        limits.succeeded(account, address);
        User known = user.orElseThrow();
        List<SessionView.TenantOfUser> tenants = known.staff() ? List.of() : directory.tenantsOf(known.id());
        return session(
                known,
                hosts.tenantAt(host).map(slug -> member(tenants, slug)).or(() -> usual(known, tenants)),
                tenants);
    }

    /**
     * A session for another tenant of the same user.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND} when the user is not a member, or the host is another
     *     tenant's
     */
    SessionView switchTo(String userId, String slug, String host) {
        User user = users.find(userId).orElseThrow(() -> notMember(slug));
        List<SessionView.TenantOfUser> tenants = user.staff() ? List.of() : directory.tenantsOf(userId);
        hosts.tenantAt(host).filter(at -> !at.equals(slug)).ifPresent(_ -> {
            throw notMember(slug);
        });
        return session(user, Optional.of(member(tenants, slug)), tenants);
    }

    private SessionView session(User user, Optional<String> tenant, List<SessionView.TenantOfUser> tenants) {
        if (tenant.isPresent() && !tenant.equals(user.lastTenant())) {
            users.worksIn(user.id(), tenant.get());
        }
        return new SessionView(
                tokens.issue(user.id(), tenant),
                AccessTokens.LIFE.toSeconds(),
                SessionView.UserView.of(user),
                tenant,
                tenants);
    }

    private static Optional<String> usual(User user, List<SessionView.TenantOfUser> tenants) {
        return user.lastTenant()
                .filter(last ->
                        tenants.stream().anyMatch(tenant -> tenant.slug().equals(last)))
                .or(() -> tenants.size() == 1 ? Optional.of(tenants.getFirst().slug()) : Optional.empty());
    }

    private static String member(List<SessionView.TenantOfUser> tenants, String slug) {
        if (tenants.stream().noneMatch(tenant -> tenant.slug().equals(slug))) {
            throw notMember(slug);
        }
        return slug;
    }

    private static ProblemException notMember(String slug) {
        return ProblemException.of(ProblemCode.NOT_FOUND, "You have no tenant \"" + slug + "\".");
    }
}
