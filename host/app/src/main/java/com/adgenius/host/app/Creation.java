package com.adgenius.host.app;

import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.campaign.CampaignEditing;
import com.adgenius.host.server.campaign.CampaignRoutes;
import com.adgenius.host.server.campaign.CampaignSummaries;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.CreativeAftermath;
import com.adgenius.host.server.creative.CreativeCounts;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.CreativeRoutes;
import com.adgenius.host.server.creative.CreativeServices;
import com.adgenius.host.server.creative.CreativeStore;
import com.adgenius.host.server.creative.Creatives;
import com.adgenius.host.server.creative.CreativesOfCampaigns;
import com.adgenius.host.server.creative.export.CreativeExportRoutes;
import com.adgenius.host.server.creative.export.CreativeExports;
import com.adgenius.host.server.generation.GenerationServices;
import com.adgenius.host.server.generation.GenerationSettings;
import com.adgenius.host.server.generation.GenerationWorkers;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.plugin.Plugins;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.TenantDirectory;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How creatives are made: asked for, worked on, charged and kept.
 *
 * @param routes its share of the API
 * @param tidying what is to be done for each tenant now and then
 */
record Creation(List<Routes> routes, TenantDirectory.Work tidying) {

    private static final int ATTEMPTS = 3;
    private static final long EXPORT_LIMIT = 4_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Creation over(
            Foundation foundation,
            People people,
            Telling telling,
            Messaging messaging,
            Plugins plugins,
            Branding branding,
            TenantContexts contexts,
            Cache cache,
            Closing closing) {
        TenantMetering metering =
                new TenantMetering(plugins.runtime(), contexts, foundation.tenantDatabase(), foundation.clock());
        CreativeStore store = new CreativeStore(foundation.tenantDatabase(), foundation.clock());
        Campaigns campaigns = new Campaigns(foundation.tenantDatabase(), foundation.clock());
        people.steps()
                .add("campaigns", campaigns::provision)
                .add("creatives", store::provision)
                .add("metering", metering::provision);
        GenerationWorkers workers = closing.with(new GenerationWorkers(
                settings(foundation),
                new GenerationServices(
                        plugins.runtime(),
                        contexts,
                        metering,
                        foundation.mongo(),
                        foundation.tenantDatabase(),
                        telling.logs(),
                        foundation.media(),
                        branding.brands()::current,
                        people.tenants(),
                        people.tenants()::find,
                        messaging.bus(),
                        plugins::refresh,
                        foundation.clock())));
        CampaignSummaries summaries = new CampaignSummaries(cache, new CreativeCounts(foundation.tenantDatabase()));
        CreativeAftermath aftermath = new CreativeAftermath(
                foundation.tenantDatabase(),
                store,
                people.audit(),
                telling.logs(),
                foundation.media(),
                workers,
                summaries::changed,
                foundation.clock());
        people.steps().add("creative_reviews", aftermath::provision);
        CreativeServices services = new CreativeServices(
                store,
                workers,
                plugins.catalog(),
                plugins.tenantPlugins(),
                campaigns,
                metering,
                foundation.media(),
                id -> branding.assets().find(id).isPresent(),
                aftermath::noted,
                foundation.clock());
        workers.start(new Creatives(services)::replay);
        CampaignEditing editing = campaigns(foundation, people, telling, aftermath, summaries, closing);
        return new Creation(
                List.of(
                        CreativeRoutes.over(services, aftermath),
                        new CreativeExportRoutes(new CreativeExports(
                                services,
                                people.tenants()::exportApprovedOnly,
                                people.audit(),
                                foundation.mapper(),
                                EXPORT_LIMIT)),
                        new CampaignRoutes(editing, summaries, foundation.clock())),
                () -> {
                    aftermath.tidy();
                    editing.tidy();
                });
    }

    private static CampaignEditing campaigns(
            Foundation foundation,
            People people,
            Telling telling,
            CreativeAftermath aftermath,
            CampaignSummaries summaries,
            Closing closing) {
        CampaignEditing editing = new CampaignEditing(
                foundation.tenantDatabase(),
                people.audit(),
                telling.logs(),
                new CreativesOfCampaigns(foundation.tenantDatabase(), aftermath),
                summaries,
                foundation.clock());
        people.steps().add("campaign_edits", editing::provision);
        // What workers did to a creative is known here when its event is; progress counts for nothing.
        closing.with(telling.logs().onAppend((tenant, type) -> {
            if (type.startsWith("creative.") && !type.equals(CreativeEvent.PROGRESS)) {
                TenantScope.run(tenant, summaries::changed);
            }
        }));
        return editing;
    }

    /** Copy is quick and mostly waits for others, so twice as many texts are worked on as pictures or videos. */
    private static GenerationSettings settings(Foundation foundation) {
        HostConfiguration.Limits limits = foundation.configuration().limits();
        return new GenerationSettings(
                foundation.nodeId(),
                Map.of(
                        CreativeKind.TEXT,
                        2 * limits.jobWorkers(),
                        CreativeKind.IMAGE,
                        limits.jobWorkers(),
                        CreativeKind.VIDEO,
                        limits.jobWorkers()),
                limits.jobLease(),
                limits.jobLease().dividedBy(3),
                limits.sweepInterval(),
                ATTEMPTS,
                PATIENCE);
    }
}
