package com.adgenius.host.server.campaign;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Something that happened to a campaign. It is written into the campaign's document by the same update that makes it true,
 * and goes from there to the tenant's event log.
 *
 * @param id unique
 * @param type for instance {@code campaign.created}
 * @param time when it happened
 * @param data JSON values
 */
record CampaignEvent(String id, String type, Instant time, Map<String, Object> data) {

    /** The version of the data of every type here. */
    static final int VERSION = 1;

    static final String CREATED = "campaign.created";
    static final String UPDATED = "campaign.updated";
    static final String DELETED = "campaign.deleted";
    static final String RESTORED = "campaign.restored";
    static final String PURGED = "campaign.purged";

    static final List<String> TYPES = List.of(CREATED, UPDATED, DELETED, RESTORED, PURGED);

    CampaignEvent {
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        data = JsonValues.copyOf(data);
    }

    /**
     * An event that leads to that revision.
     *
     * @param by the user's id
     * @param changed the fields that are others now
     */
    static CampaignEvent of(
            String type, String campaignId, Instant time, long revision, String by, List<String> changed) {
        return new CampaignEvent(
                TimeOrderedId.next(),
                type,
                time,
                Map.of(
                        "id", campaignId,
                        "revision", BigDecimal.valueOf(revision),
                        "by", by,
                        "changed", changed));
    }

    /** It is gone for good, and its creatives with it. Whoever says so again says the same. */
    static CampaignEvent purged(String campaignId, Instant time) {
        return new CampaignEvent(PURGED + ":" + campaignId, PURGED, time, Map.of("id", campaignId));
    }

    Document document() {
        return new Document("id", id)
                .append("type", type)
                .append("time", Date.from(time))
                .append("data", JsonValues.text(data));
    }

    static CampaignEvent of(Document document) {
        return new CampaignEvent(
                document.getString("id"),
                document.getString("type"),
                document.getDate("time").toInstant(),
                JsonValues.object(document.getString("data")));
    }
}
