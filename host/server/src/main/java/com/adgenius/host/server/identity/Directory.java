package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.ShortCache;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who a user is at the moment, and where. What was suspended or removed is known after two seconds at the latest, and at
 * once where {@link Sessions} tells of it.
 */
final class Directory {

    private static final Duration KNOWN_FOR = Duration.ofSeconds(2);
    private static final int KNOWN = 10_000;

    private final Users users;
    private final Memberships memberships;
    private final Tenants tenants;
    private final ShortCache<Key, Found> cache = new ShortCache<>(KNOWN, KNOWN_FOR);

    Directory(Users users, Memberships memberships, Tenants tenants) {
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
    }

    /**
     * The active user, working in the tenant; empty when there is none, or no membership, or the user's sessions of that
     * epoch were ended.
     *
     * @throws ProblemException {@link ProblemCode#TENANT_SUSPENDED}, {@link ProblemCode#TENANT_CLOSED}
     */
    Optional<Principal> principal(String userId, Optional<String> tenant, long epoch) {
        return switch (cache.get(new Key(userId, tenant), this::look)) {
            case Found.Known known -> known.epoch() == epoch ? Optional.of(known.principal()) : Optional.empty();
            case Found.Unknown _ -> Optional.empty();
            case Found.Suspended suspended -> throw suspended(suspended.tenant());
            case Found.Closed closed -> throw closed(closed.tenant(), closed.until());
        };
    }

    /**
     * The active user, working in the tenant, in whatever session epoch: for tokens that no session began.
     *
     * @throws ProblemException {@link ProblemCode#TENANT_SUSPENDED}, {@link ProblemCode#TENANT_CLOSED}
     */
    Optional<Principal> member(String userId, String tenant) {
        return switch (cache.get(new Key(userId, Optional.of(tenant)), this::look)) {
            case Found.Known known -> Optional.of(known.principal());
            case Found.Unknown _ -> Optional.empty();
            case Found.Suspended suspended -> throw suspended(suspended.tenant());
            case Found.Closed closed -> throw closed(closed.tenant(), closed.until());
        };
    }

    private static ProblemException suspended(String tenant) {
        return ProblemException.of(ProblemCode.TENANT_SUSPENDED, "Tenant \"" + tenant + "\" is suspended.");
    }

    /** The active tenants that the user can work in. */
    List<SessionView.TenantOfUser> tenantsOf(String userId) {
        return memberships.of(userId).stream()
                .flatMap(membership -> tenants.find(membership.tenant()).filter(Tenant::active).stream()
                        .map(tenant -> SessionView.TenantOfUser.of(tenant, membership.role())))
                .toList();
    }

    /**
     * Tells a member of a closed tenant that it is; nobody else.
     *
     * @throws ProblemException {@link ProblemCode#TENANT_CLOSED}
     */
    void requireOpen(String userId, String slug) {
        if (memberships.role(userId, slug).isPresent()) {
            tenants.closedUntil(slug).ifPresent(until -> {
                throw closed(slug, until);
            });
        }
    }

    private static ProblemException closed(String slug, Instant until) {
        return ProblemException.of(
                ProblemCode.TENANT_CLOSED,
                "Tenant \"" + slug + "\" is closed and will be erased after " + until
                        + ". Until then an administrator of the platform can restore it.");
    }

    /** Forgets what was known of the user, because it changed. */
    void forget(String userId) {
        cache.forget(key -> key.userId().equals(userId));
    }

    private Found look(Key key) {
        Optional<User> user = users.find(key.userId()).filter(User::active);
        if (user.isEmpty()) {
            return new Found.Unknown();
        }
        User known = user.get();
        if (key.tenant().isEmpty()) {
            return new Found.Known(
                    new Principal(known.id(), known.email(), known.staff(), Optional.empty()), known.sessionEpoch());
        }
        String slug = key.tenant().get();
        Optional<Role> role = memberships.role(known.id(), slug);
        Optional<Tenant> tenant = tenants.find(slug);
        if (role.isEmpty() || tenant.isEmpty()) {
            return new Found.Unknown();
        }
        if (!tenant.get().active()) {
            return tenants.closedUntil(slug)
                    .<Found>map(until -> new Found.Closed(slug, until))
                    .orElseGet(() -> new Found.Suspended(slug));
        }
        Principal.Membership membership = new Principal.Membership(tenant.get(), role.get());
        return new Found.Known(
                new Principal(known.id(), known.email(), false, Optional.of(membership)), known.sessionEpoch());
    }

    private record Key(String userId, Optional<String> tenant) {}

    private sealed interface Found {

        record Known(Principal principal, long epoch) implements Found {}

        record Unknown() implements Found {}

        record Suspended(String tenant) implements Found {}

        record Closed(String tenant, Instant until) implements Found {}
    }
}
