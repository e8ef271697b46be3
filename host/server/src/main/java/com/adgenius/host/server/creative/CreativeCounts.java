package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.CampaignShares;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Counts the creatives of the tenant in scope by their campaigns. */
public final class CreativeCounts implements CampaignShares {

    private final TenantDatabase database;

    /** Over the tenants' databases. */
    public CreativeCounts(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    @Override
    public List<Share> of(String campaignId) {
        Document sort = new Document("status", "$status")
                .append("kind", "$creative_type")
                .append("approval", "$" + ReviewDocuments.STATUS);
        return Await.all(database.collection(CreativeDocuments.COLLECTION)
                        .aggregate(List.of(
                                Aggregates.match(and(eq("campaign_id", campaignId), CreativeStore.KEPT)),
                                Aggregates.group(
                                        sort, Accumulators.sum("count", 1L), Accumulators.max("last", "$updated_at")))))
                .stream()
                .map(CreativeCounts::share)
                .toList();
    }

    private static Share share(Document group) {
        Document sort = group.get("_id", Document.class);
        return new Share(
                sort.getString("status"),
                sort.getString("kind"),
                sort.get("approval", Approval.NONE),
                group.get("count", Number.class).longValue(),
                Optional.ofNullable(group.getDate("last")).map(Date::toInstant));
    }
}
