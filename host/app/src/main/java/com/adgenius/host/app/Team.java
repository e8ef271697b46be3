package com.adgenius.host.app;

import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.identity.Identity;
import com.adgenius.host.server.identity.RedisPermits;
import com.adgenius.host.server.member.InvitationMails;
import com.adgenius.host.server.member.Invitations;
import com.adgenius.host.server.member.MemberBounds;
import com.adgenius.host.server.member.MemberRoutes;
import com.adgenius.host.server.member.Members;
import com.adgenius.host.server.operations.Chores;
import java.time.Duration;
import java.util.List;

/**
 * Who works in a tenant, and with what.
 *
 * @param members who belongs to a tenant
 * @param invitations how people come to tenants that exist
 * @param routes its share of the API
 */
record Team(Members members, Invitations invitations, List<Routes> routes) {

    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    static Team over(Foundation foundation, People people, Identity identity, InvitationMails mails) {
        Members members = new Members(
                foundation.mongo(),
                people.audit(),
                List.of((userId, tenant, _) -> identity.sessions().endIn(userId, tenant)),
                foundation.clock());
        members.provision();
        Invitations invitations = Invitations.over(
                members,
                mails,
                people.users(),
                people.memberships(),
                people.tenants(),
                people.hasher(),
                new RedisPermits(foundation.redis()),
                MemberBounds.defaults(foundation.configuration().mail().requestsPerAddress()),
                foundation.mongo(),
                people.audit(),
                foundation.clock());
        return new Team(members, invitations, List.of(new MemberRoutes(members, people.users()), invitations.routes()));
    }

    /** Begins to complete what was left half done. */
    void start(Chores chores, Duration sweepInterval) {
        chores.every(sweepInterval, "invitations", () -> invitations.resume(AT_ONCE));
        chores.every(sweepInterval, "members", () -> members.resume(AT_ONCE));
        chores.every(TIDYING, "old-invitations", invitations::sweep);
    }
}
