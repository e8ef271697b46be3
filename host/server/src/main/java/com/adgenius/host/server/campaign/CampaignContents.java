package com.adgenius.host.server.campaign;

/** What campaigns of the tenant in scope hold, and what becomes of it when they are removed. */
public interface CampaignContents {

    /** Cancels the creatives of the campaign that are still being made. */
    void cancel(String campaignId) throws InterruptedException;

    /**
     * Removes the campaign's creatives for good, some at a time.
     *
     * @return whether none is left
     */
    boolean purge(String campaignId) throws InterruptedException;
}
