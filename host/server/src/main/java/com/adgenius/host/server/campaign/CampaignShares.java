package com.adgenius.host.server.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts what campaigns of the tenant in scope hold. */
@FunctionalInterface
public interface CampaignShares {

    /** How many creatives of the campaign there are of each sort; removed ones do not count. */
    List<Share> of(String campaignId);

    /**
     * Creatives of one sort.
     *
     * @param status where they stand
     * @param kind what they are
     * @param approval what was decided about them
     * @param count how many
     * @param lastActivity when one of them was last changed
     */
    record Share(String status, String kind, String approval, long count, Optional<Instant> lastActivity) {}
}
