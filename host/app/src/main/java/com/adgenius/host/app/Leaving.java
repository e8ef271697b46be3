package com.adgenius.host.app;

import com.adgenius.host.server.cache.RedisCache;
import com.adgenius.host.server.databaseuser.DatabaseUsers;
import com.adgenius.host.server.deletion.DeletionRoutes;
import com.adgenius.host.server.deletion.ErasureSteps;
import com.adgenius.host.server.deletion.SharedDocuments;
import com.adgenius.host.server.deletion.TenantDeletion;
import com.adgenius.host.server.export.AdminExportRoutes;
import com.adgenius.host.server.export.ExportLimits;
import com.adgenius.host.server.export.ExportRoutes;
import com.adgenius.host.server.export.SharedRecords;
import com.adgenius.host.server.export.TenantExports;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.identity.Sessions;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.plugin.Plugins;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a tenant takes its data away, and goes.
 *
 * @param exports what it takes away
 * @param deletion closes, restores and erases it
 * @param routes its share of the API
 */
record Leaving(TenantExports exports, TenantDeletion deletion, List<Routes> routes) {

    private static final Duration TIDYING = Duration.ofMinutes(10);

    static Leaving over(
            Foundation foundation,
            People people,
            Accounts accounts,
            Team team,
            Sessions sessions,
            Plugins plugins,
            RedisCache cache,
            Search search) {
        TenantExports exports = exports(foundation, people, team);
        ErasureSteps steps = new ErasureSteps();
        TenantDeletion deletion = new TenantDeletion(
                foundation.mongo(),
                steps,
                exports,
                people.tenants()::find,
                people.memberships(),
                sessions::endIn,
                people.audit(),
                foundation.clock());
        deletion.provision();
        // Without its user no node works in the tenant's database any more.
        foundation.databaseUsers().ifPresent(users -> steps.add("database_user", _ -> users.drop()));
        // The memberships are among the shared documents, and say whose sessions may remain; so are notes for the
        // audit,
        // which goes after them. The database goes last, so that nothing that is still at work makes it anew.
        steps.add("plugins", plugins::forget)
                .add("sessions", deletion::endSessions)
                .add("last_tenants", people.users()::forgetTenant)
                .add("registrations", accounts.registering()::forget)
                .add("shared_documents", new SharedDocuments(foundation.mongo())::erase)
                .add("audit", people.audit()::forget)
                .add("cache", _ -> cache.forgetTenant())
                .add("search", _ -> search.forget())
                .add("database", _ -> dropDatabase(foundation));
        return new Leaving(
                exports,
                deletion,
                List.of(
                        new ExportRoutes(exports),
                        new AdminExportRoutes(exports, people.tenants(), people.audit()),
                        new DeletionRoutes(deletion, people.tenants()::find)));
    }

    /** A node that was making the user while the erasure began may have made it after it was dropped. */
    private static void dropDatabase(Foundation foundation) {
        foundation.tenantDatabase().drop();
        foundation.databaseUsers().ifPresent(DatabaseUsers::drop);
    }

    private static TenantExports exports(Foundation foundation, People people, Team team) {
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
                        lines -> people.audit().export(TenantScope.current().slug(), lines),
                        "invitations",
                        team.invitations().exported(),
                        "api_tokens",
                        team.tokens().exported(),
                        "impersonations",
                        team.impersonations().exported()),
                people.tenants()::find,
                people.audit(),
                foundation.mapper(),
                ExportLimits.defaults(),
                foundation.clock());
        exports.provisionShared();
        people.steps().add("exports", exports::provision);
        return exports;
    }

    /** Begins to make exports, to erase, and to remove what was kept long enough. */
    void start(Chores chores, People people, Duration interval) {
        chores.every(interval, "exports", exports::work);
        chores.every(interval, "deletions", deletion::work);
        chores.every(TIDYING, "old-exports", () -> {
            exports.sweep();
            people.tenants().eachActive(exports::sweepRemains);
        });
    }
}
