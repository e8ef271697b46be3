package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.CampaignContents;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What becomes of the creatives of the tenant in scope whose campaign is removed. */
public final class CreativesOfCampaigns implements CampaignContents {

    private static final int PAGE = 200;

    private final TenantDatabase database;
    private final CreativeAftermath aftermath;

    /** Over the tenants' databases. */
    public CreativesOfCampaigns(TenantDatabase database, CreativeAftermath aftermath) {
        this.database = requireNonNull(database, "database is null");
        this.aftermath = requireNonNull(aftermath, "aftermath is null");
    }

    @Override
    public void cancel(String campaignId) {
        Bson unfinished = and(eq("campaign_id", campaignId), CreativeStore.KEPT, in("status", "queued", "running"));
        List<String> ids;
        do {
            ids = ids(unfinished);
            ids.forEach(aftermath::cancel);
        } while (ids.size() == PAGE);
    }

    @Override
    public boolean purge(String campaignId) throws InterruptedException {
        boolean gone = true;
        List<String> ids = ids(eq("campaign_id", campaignId));
        for (String id : ids) {
            gone &= aftermath.purge(id);
        }
        return gone && ids.size() < PAGE;
    }

    private List<String> ids(Bson filter) {
        return Await.all(creatives().find(filter).limit(PAGE)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    private MongoCollection<Document> creatives() {
        return database.collection(CreativeDocuments.COLLECTION);
    }
}
