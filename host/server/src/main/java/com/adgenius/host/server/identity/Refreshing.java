package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.SessionAnswers.Signed;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.util.Optional;

/** Goes on with sessions and ends them, for who shows their cookie. */
final class Refreshing {

    private final Users users;
    private final Directory directory;
    private final SessionAnswers answers;
    private final Sessions sessions;
    private final TenantHosts hosts;
    private final SessionLimits limits;

    Refreshing(
            Users users,
            Directory directory,
            SessionAnswers answers,
            Sessions sessions,
            TenantHosts hosts,
            SessionLimits limits) {
        this.users = requireNonNull(users, "users is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.answers = requireNonNull(answers, "answers is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /**
     * A new access token and a new cookie for the one that was shown, which is spent.
     *
     * @throws ProblemException {@link ProblemCode#NOT_AUTHENTICATED} when the cookie is missing, spent or over;
     *     {@link ProblemCode#NOT_FOUND} at the host of another tenant, {@link ProblemCode#TENANT_SUSPENDED},
     *     {@link ProblemCode#RATE_LIMITED} and {@link ProblemCode#UNAVAILABLE}, all of which spend nothing
     */
    Signed refresh(Optional<String> cookie, String host, String address) {
        limits.from(address);
        RefreshToken token = cookie.flatMap(RefreshToken::parse).orElseThrow(Refreshing::signInAgain);
        Session session = sessions.find(token).orElseThrow(Refreshing::signInAgain);
        limits.of(session.userId(), session.tenant());
        if (hosts.tenantAt(host)
                .filter(at -> !Optional.of(at).equals(session.tenant()))
                .isPresent()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "Your session is for another tenant than this host.");
        }
        User user = users.find(session.userId())
                .filter(User::active)
                .filter(known -> known.sessionEpoch() == session.epoch())
                .filter(known -> directory
                        .principal(known.id(), session.tenant(), session.epoch())
                        .isPresent())
                .orElseThrow(() -> {
                    sessions.end(session.userId(), session.id());
                    return signInAgain();
                });
        RefreshToken next = sessions.refresh(session, token).orElseThrow(Refreshing::signInAgain);
        return new Signed(
                answers.view(user, session, answers.tenantsOf(user)), Optional.of(answers.cookie(session, next)));
    }

    /** Ends the session of the cookie; nothing where there is none. A cookie that is spent ends its session as well. */
    void signOut(Optional<String> cookie) {
        cookie.flatMap(RefreshToken::parse).ifPresent(sessions::end);
    }

    private static ProblemException signInAgain() {
        return ProblemException.of(ProblemCode.NOT_AUTHENTICATED, "There is no session to refresh; sign in again.")
                .header("Set-Cookie", RefreshCookie.cleared());
    }
}
