package com.adgenius.host.server.campaign;

import com.adgenius.host.server.campaign.CampaignShares.Share;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a campaign holds, in numbers. Removed creatives do not count. */
record CampaignSummary(
        String campaignId,

        @Schema(description = "All its creatives.", example = "12")
        long creatives,

        @Schema(
                description = "By where they stand: queued, running, ready, failed, cancelled.",
                example = "{\"ready\": 11, \"failed\": 1}")
        Map<String, Long> byStatus,

        @Schema(description = "By what they are: text, image, video.", example = "{\"text\": 10, \"video\": 2}")
        Map<String, Long> byKind,

        @Schema(
                description = "By what was decided about them: none, approved, rejected, voided.",
                example = "{\"none\": 5, \"approved\": 7}")
        Map<String, Long> byApproval,

        @Schema(description = "When the campaign or one of its creatives was last changed.")
        Instant lastActivity) {

    static CampaignSummary of(Campaign campaign, List<Share> shares) {
        return new CampaignSummary(
                campaign.id(),
                shares.stream().mapToLong(Share::count).sum(),
                sums(shares, Share::status),
                sums(shares, Share::kind),
                sums(shares, Share::approval),
                Stream.concat(
                                Stream.of(campaign.times().updatedAt()),
                                shares.stream().map(Share::lastActivity).flatMap(Optional::stream))
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    private static Map<String, Long> sums(List<Share> shares, Function<Share, String> sort) {
        Map<String, Long> sums = new TreeMap<>();
        shares.forEach(share -> sums.merge(sort.apply(share), share.count(), Long::sum));
        return sums;
    }
}
