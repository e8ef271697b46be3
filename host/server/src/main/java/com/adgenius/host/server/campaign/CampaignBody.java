package com.adgenius.host.server.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A campaign as the API shows it. */
@Schema(name = "Campaign")
record CampaignBody(
        String id,

        @Schema(example = "Spring marathon") String name,

        @Schema(description = "What it is to achieve; empty where nobody said.")
        String objective,

        @Schema(description = "Its first day.", example = "2027-03-01", nullable = true)
        Optional<LocalDate> startDate,

        @Schema(description = "Its last day.", example = "2027-04-30", nullable = true)
        Optional<LocalDate> endDate,

        @Schema(description = "For the whole of it.", nullable = true)
        Optional<BudgetBody> budget,

        @Schema(description = "Whether it is the one for creatives without a campaign, which cannot be removed.")
        boolean drafts,

        @Schema(description = "The user's id; empty where the host made it.")
        String createdBy,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "When it was removed; null unless it is.", nullable = true)
        Optional<Instant> deletedAt,

        @Schema(description = "Until when it can be restored; null unless it was removed.", nullable = true)
        Optional<Instant> restorableUntil,

        @Schema(description = "Send it as If-Match to change the campaign.")
        long revision) {

    static CampaignBody of(Campaign campaign) {
        Campaign.Content content = campaign.content();
        return new CampaignBody(
                campaign.id(),
                content.name(),
                content.objective(),
                content.startDate(),
                content.endDate(),
                content.budget().map(BudgetBody::of),
                campaign.drafts(),
                campaign.createdBy(),
                campaign.times().createdAt(),
                campaign.times().updatedAt(),
                campaign.times().deletedAt(),
                campaign.times().deletedAt().map(Undo::until),
                campaign.revision());
    }
}
