package com.adgenius.host.app;

import com.adgenius.host.server.export.ExportLimits;
import com.adgenius.host.server.export.ExportRoutes;
import com.adgenius.host.server.export.SharedRecords;
import com.adgenius.host.server.export.TenantExports;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.scope.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a tenant takes its data away.
 *
 * @param exports what it takes away
 * @param routes its share of the API
 */
record Leaving(TenantExports exports, List<Routes> routes) {

    private static final Duration TIDYING = Duration.ofMinutes(10);

    static Leaving over(Foundation foundation, People people) {
        SharedRecords records = new SharedRecords(people.memberships(), people.users());
        TenantExports exports = new TenantExports(
                foundation.mongo(),
                foundation.tenantDatabase(),
                foundation.media(),
                Map.of(
                        "tenant",
                        records::tenant,
                        "members",
                        records::members,
                        "audit",
                        lines -> people.audit().export(TenantScope.current().slug(), lines)),
                people.tenants()::find,
                people.audit(),
                foundation.mapper(),
                ExportLimits.defaults(),
                foundation.clock());
        exports.provisionShared();
        people.steps().add("exports", exports::provision);
        return new Leaving(exports, List.of(new ExportRoutes(exports)));
    }

    /** Begins to make exports, and to remove what was kept long enough. */
    void start(Chores chores, People people, Duration interval) {
        chores.every(interval, "exports", exports::work);
        chores.every(TIDYING, "old-exports", () -> {
            exports.sweep();
            people.tenants().eachActive(exports::sweepRemains);
        });
    }
}
