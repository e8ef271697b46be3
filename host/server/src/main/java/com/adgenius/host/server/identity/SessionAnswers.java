package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.util.List;
import java.util.Optional;

/** Gives a session its access token and says what belongs to it. */
final class SessionAnswers {

    private final Users users;
    private final Directory directory;
    private final AccessTokens tokens;
    private final Sessions sessions;

    SessionAnswers(Users users, Directory directory, AccessTokens tokens, Sessions sessions) {
        this.users = requireNonNull(users, "users is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    /** The active tenants that the user can work in; an administrator of the platform has none. */
    List<SessionView.TenantOfUser> tenantsOf(User user) {
        return user.staff() ? List.of() : directory.tenantsOf(user.id());
    }

    /**
     * Tells a member of a closed tenant that it is.
     *
     * @throws ProblemException {@link ProblemCode#TENANT_CLOSED}
     */
    void requireOpen(User user, String tenant) {
        directory.requireOpen(user.id(), tenant);
    }

    /** What the user is told, with a new access token for the session's tenant. */
    SessionView view(User user, Session session, List<SessionView.TenantOfUser> tenants) {
        if (session.tenant().isPresent() && !session.tenant().equals(user.lastTenant())) {
            users.worksIn(user.id(), session.tenant().get());
        }
        AccessTokens.Issued access = tokens.issue(
                session,
                tenants.stream()
                        .filter(tenant ->
                                session.tenant().filter(tenant.slug()::equals).isPresent())
                        .map(SessionView.TenantOfUser::role)
                        .findFirst());
        return new SessionView(
                access.token(), access.expiresIn(), SessionView.UserView.of(user), session.tenant(), tenants);
    }

    /** Says that the tenant is suspended or closed where the user would belong to it otherwise. */
    void refuseSuspended(User user, String tenant) {
        directory.member(user.id(), tenant);
    }

    /** The cookie for the token. */
    String cookie(Session session, RefreshToken token) {
        return RefreshCookie.of(token, sessions.lastsUnused(session));
    }

    /** What a request is answered with, and the cookie to set; none where Redis cannot keep a session. */
    record Signed(SessionView view, Optional<String> cookie) {

        @Override
        public String toString() {
            return "Signed[" + view + "]";
        }
    }
}
