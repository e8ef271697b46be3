package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.RedisConnection;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of signing in, made fit for each other. */
public final class Identity {

    private final TenantHosts hosts;
    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Directory directory;
    private final BearerAuthenticator accessTokens;
    private final Routes routes;

    private Identity(
            TenantHosts hosts,
            AccessTokens tokens,
            Sessions sessions,
            Directory directory,
            BearerAuthenticator accessTokens,
            Routes routes) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.directory = directory;
        this.accessTokens = accessTokens;
        this.routes = routes;
    }

    /** Signing in over these people and tenants. */
    public static Identity over(
            Users users,
            Memberships memberships,
            Tenants tenants,
            TenantHosts hosts,
            PasswordHasher hasher,
            AccessTokens tokens,
            Permits permits,
            MongoConnection mongo,
            RedisConnection redis,
            Clock clock) {
        requireNonNull(hosts, "hosts is null");
        Directory directory = new Directory(users, memberships, tenants);
        Sessions sessions = new Sessions(users, redis, mongo, SessionTimes.defaults(), clock, directory::forget);
        SessionLimits limits = new SessionLimits(permits);
        SessionAnswers answers = new SessionAnswers(users, directory, tokens, sessions);
        SignIn signIn = new SignIn(users, hasher, answers, sessions, hosts, new SignInLimits(permits));
        Refreshing refreshing = new Refreshing(users, directory, answers, sessions, hosts, limits);
        BearerAuthenticator accessTokens = new AccessTokenAuthenticator(tokens, sessions, directory);
        return new Identity(
                hosts,
                tokens,
                sessions,
                directory,
                accessTokens,
                new IdentityRoutes(
                        signIn,
                        refreshing,
                        tokens,
                        new TokenAuthenticator(hosts, List.of(accessTokens)),
                        sessions,
                        users,
                        directory,
                        limits));
    }

    /** Knows people by access tokens, and by tokens of these other kinds. */
    public Authenticator authenticator(BearerAuthenticator... others) {
        return new TokenAuthenticator(
                hosts, Stream.concat(Stream.of(accessTokens), Stream.of(others)).toList());
    }

    /** Who is signed in, and how that ends. */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * The user as a member of the tenant, at present: for tokens of other kinds. Empty where the user may not work there.
     *
     * @throws com.adgenius.host.server.http.ProblemException {@code TENANT_SUSPENDED}
     */
    public Optional<Principal> member(String userId, String tenant) {
        return directory.member(userId, tenant);
    }

    /** The routes for signing in. */
    public Routes routes() {
        return routes;
    }

    /** Hears of sessions that other nodes end; to be done every few seconds, as Redis may have been away. */
    public void listen() {
        sessions.listen();
    }

    /** Turns the signing keys when it is time, and forgets sessions that are long over; to be done every minute. */
    public void tend() {
        tokens.tend();
        sessions.sweep();
    }
}
