package com.adgenius.host.app;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.EventRoutes;
import com.adgenius.host.server.event.EventStream;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import java.util.function.Predicate;

/**
 * How a host tells what happens.
 *
 * @param logs the events of each tenant and of the platform
 * @param stream to those who listen
 */
record Telling(EventLogs logs, EventStream stream) {

    /** Event streams of one tenant or administrator at once. */
    private static final int STREAMS = 200;

    static Telling over(Foundation foundation, Closing closing) {
        EventLogs logs =
                closing.with(new EventLogs(foundation.tenantDatabase(), foundation.mongo(), foundation.clock()));
        EventStream stream = closing.with(new EventStream(foundation.mapper(), STREAMS));
        return new Telling(logs, stream);
    }

    /**
     * The tenants' own stream.
     *
     * @param goesOn whether what somebody asks by is valid still
     */
    Routes routes(People people, Predicate<Principal> goesOn) {
        return new EventRoutes(
                logs,
                stream,
                (principal, tenant) -> goesOn.test(principal) && mayRead(people, principal.userId(), tenant));
    }

    private static boolean mayRead(People people, String userId, Tenant tenant) {
        return people.tenants().find(tenant.slug()).filter(Tenant::active).isPresent()
                && people.memberships()
                        .role(userId, tenant.slug())
                        .filter(role -> role.covers(Role.VIEWER))
                        .isPresent();
    }
}
