package com.adgenius.host.server.campaign;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.cache.CacheGroup;
import java.time.Duration;

/** The summaries of the campaigns of the tenant in scope, counted again after each change. */
public final class CampaignSummaries {

    private static final CacheGroup<CampaignSummary> GROUP =
            new CacheGroup<>("campaign_summary", CampaignSummary.class, Duration.ofMinutes(1), 10_000);

    private final Cache cache;
    private final CampaignShares shares;

    /** Summaries of what campaigns hold. */
    public CampaignSummaries(Cache cache, CampaignShares shares) {
        this.cache = requireNonNull(cache, "cache is null");
        this.shares = requireNonNull(shares, "shares is null");
    }

    CampaignSummary of(Campaign campaign) {
        return cache.get(GROUP, campaign.id(), () -> CampaignSummary.of(campaign, shares.of(campaign.id())));
    }

    /** A campaign of the tenant in scope, or what one holds, is another now. */
    public void changed() {
        cache.invalidate(GROUP);
    }
}
