package com.adgenius.host.server.member;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.export.ExportSource;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.identity.Permits;
import com.adgenius.host.server.registration.RegistrationTelling;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import java.time.Clock;

/** The parts of inviting, made fit for each other. */
public final class Invitations {

    private final InvitationStore store;
    private final Accepting accepting;
    private final Routes routes;

    private Invitations(InvitationStore store, Accepting accepting, Routes routes) {
        this.store = store;
        this.accepting = accepting;
        this.routes = routes;
    }

    /**
     * Inviting to the members, by those mails.
     *
     * @param telling tells of each who had no account before
     */
    public static Invitations over(
            Members members,
            InvitationMails mails,
            RegistrationTelling telling,
            Users users,
            Memberships memberships,
            Tenants tenants,
            PasswordHasher hasher,
            Permits permits,
            MemberBounds bounds,
            MongoConnection mongo,
            AuditLog audit,
            Clock clock) {
        InvitationStore store =
                new InvitationStore(mongo, new PublicAuditNotes(mongo, InvitationStore.COLLECTION, audit));
        store.provision();
        InvitationLimits limits = new InvitationLimits(permits, bounds);
        Inviting inviting = new Inviting(store, members.store(), users, memberships, mails, limits, bounds, clock);
        Accepting accepting =
                new Accepting(store, members.store(), users, memberships, tenants, hasher, telling, clock);
        return new Invitations(store, accepting, new InvitationRoutes(inviting, accepting, limits));
    }

    /** The routes of invitations. */
    public Routes routes() {
        return routes;
    }

    /** What the tenant in scope takes away of them. */
    public ExportSource exported() {
        return store.exported();
    }

    /** Completes what was accepted and left half done; at most so many. */
    public void resume(int limit) {
        accepting.resume(limit);
    }

    /** Forgets old invitations. */
    public void sweep() {
        accepting.sweep();
    }
}
