package com.adgenius.host.app;

import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.identity.BearerAuthenticator;
import com.adgenius.host.server.identity.Identity;
import com.adgenius.host.server.identity.RedisPermits;
import com.adgenius.host.server.impersonation.ImpersonationRoutes;
import com.adgenius.host.server.impersonation.Impersonations;
import com.adgenius.host.server.member.Invitations;
import com.adgenius.host.server.member.MemberBounds;
import com.adgenius.host.server.member.MemberRoutes;
import com.adgenius.host.server.member.Members;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.token.ApiTokenAuthenticator;
import com.adgenius.host.server.token.ApiTokenRoutes;
import com.adgenius.host.server.token.ApiTokens;
import java.time.Duration;
import java.util.List;

/**
 * Who works in a tenant, and with what.
 *
 * @param members who belongs to a tenant
 * @param invitations how people come to tenants that exist
 * @param tokens by what members' programs ask
 * @param impersonations how administrators of the platform look as a member
 * @param authenticators know who asks by other tokens than those of sessions
 * @param routes its share of the API
 */
record Team(
        Members members,
        Invitations invitations,
        ApiTokens tokens,
        Impersonations impersonations,
        List<BearerAuthenticator> authenticators,
        List<Routes> routes) {

    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    static Team over(Foundation foundation, People people, Identity identity, Accounts accounts) {
        ApiTokens tokens =
                new ApiTokens(foundation.mongo(), people.audit(), ApiTokens.Bounds.defaults(), foundation.clock());
        tokens.provision();
        Members members = new Members(
                foundation.mongo(),
                people.audit(),
                List.of((userId, tenant, _) -> identity.sessions().endIn(userId, tenant), (userId, tenant, left) -> {
                    if (left) {
                        tokens.revokeAll(userId, tenant);
                    }
                }),
                foundation.clock());
        members.provision();
        Impersonations impersonations = new Impersonations(
                foundation.mongo(), people.audit(), people.users(), identity::member, foundation.clock());
        impersonations.provision();
        Invitations invitations = Invitations.over(
                members,
                accounts.invitationMails(),
                accounts.telling(),
                people.users(),
                people.memberships(),
                people.tenants(),
                people.hasher(),
                new RedisPermits(foundation.redis()),
                MemberBounds.defaults(foundation.configuration().mail().requestsPerAddress()),
                foundation.mongo(),
                people.audit(),
                foundation.clock());
        return new Team(
                members,
                invitations,
                tokens,
                impersonations,
                List.of(new ApiTokenAuthenticator(tokens, identity::member), impersonations),
                List.of(
                        new MemberRoutes(members, people.users()),
                        invitations.routes(),
                        new ApiTokenRoutes(tokens),
                        new ImpersonationRoutes(impersonations)));
    }

    /** Begins to complete what was left half done. */
    void start(Chores chores, Duration sweepInterval) {
        chores.every(sweepInterval, "invitations", () -> invitations.resume(AT_ONCE));
        chores.every(sweepInterval, "members", () -> members.resume(AT_ONCE));
        chores.every(sweepInterval, "api-tokens", tokens::tidy);
        chores.every(sweepInterval, "impersonations", impersonations::tidy);
        chores.every(TIDYING, "old-invitations", invitations::sweep);
    }
}
