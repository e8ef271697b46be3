package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.regex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/**
 * What a list of creatives shows.
 *
 * @param campaignId of this campaign
 * @param kind of this kind
 * @param status with this status
 * @param tag with this tag
 * @param approval with this approval
 * @param beginning of the name, in whatever case
 * @param deletedSince removed ones, since then; empty for those that are not removed
 * @param hidden campaigns whose creatives nobody sees
 */
record CreativeFilter(
        Optional<String> campaignId,
        Optional<String> kind,
        Optional<String> status,
        Optional<String> tag,
        Optional<String> approval,
        Optional<String> beginning,
        Optional<Instant> deletedSince,
        List<String> hidden) {

    CreativeFilter {
        hidden = List.copyOf(hidden);
    }

    Bson bson() {
        List<Bson> all = new ArrayList<>();
        all.add(deletedSince.map(since -> gt("deleted_at", Date.from(since))).orElse(CreativeStore.KEPT));
        if (!hidden.isEmpty()) {
            all.add(nin("campaign_id", hidden));
        }
        campaignId.ifPresent(value -> all.add(eq("campaign_id", value)));
        kind.ifPresent(value -> all.add(eq("creative_type", value)));
        status.ifPresent(value -> all.add(eq("status", value)));
        tag.ifPresent(value -> all.add(eq("tags", value)));
        approval.ifPresent(value -> all.add(
                value.equals(Approval.NONE)
                        ? exists(ReviewDocuments.STATUS, false)
                        : eq(ReviewDocuments.STATUS, value)));
        beginning.ifPresent(text -> all.add(regex("name", "^" + Pattern.quote(text.strip()), "i")));
        return and(all);
    }
}
