package com.adgenius.host.app;

import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.plugin.Plugins;
import com.adgenius.host.server.search.Search;
import com.adgenius.host.server.search.SearchServices;
import java.time.Duration;

/**
 * How creatives are found.
 *
 * @param search indexes and finds them
 */
record Searching(Search search) {

    /** Of the pauses between two sweeps: a minute, and ten, where that is 5 seconds. */
    private static final int KEEPING = 12;

    private static final int COMPARING = 120;

    static Searching over(
            Foundation foundation,
            People people,
            Messaging messaging,
            Plugins plugins,
            TenantContexts contexts,
            Closing closing) {
        Duration sweep = foundation.configuration().limits().sweepInterval();
        Search search = closing.with(new Search(
                new SearchServices(
                        foundation.nodeId(),
                        foundation.qdrant(),
                        foundation.tenantDatabase(),
                        contexts,
                        new TenantMetering(
                                plugins.runtime(), contexts, foundation.tenantDatabase(), foundation.clock()),
                        new Campaigns(foundation.tenantDatabase(), foundation.clock()),
                        messaging.bus(),
                        people.tenants(),
                        people.tenants()::find,
                        foundation.clock()),
                sweep.multipliedBy(COMPARING)));
        people.steps().add("search", search::provision);
        search.start();
        return new Searching(search);
    }

    /** Begins to look after the indexes. */
    void start(Chores chores, Duration sweep) {
        chores.every(sweep.multipliedBy(KEEPING), "search", search::keep);
    }
}
