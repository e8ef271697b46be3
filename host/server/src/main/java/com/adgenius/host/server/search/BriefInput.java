package com.adgenius.host.server.search;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A brief that creatives are wanted for. */
record BriefInput(
        @Schema(
                description = "What the campaign is about, in any language.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "Running shoes for the spring marathon")
        @Nullable
        String brief,

        @Schema(
                description = "Of this kind.",
                allowableValues = {"text", "image", "video"})
        @Nullable
        String kind,

        @Schema(description = "Of this campaign.") @Nullable String campaign,

        @Schema(description = "Whose performance score is known and at least that.", minimum = "0", maximum = "1")
        @Nullable
        Double minScore,

        @Schema(description = "With each of these tags.") @Nullable
        List<String> tags,

        @Schema(description = "At most so many.", minimum = "1", maximum = "50", defaultValue = "10") @Nullable
        Integer limit)
        implements Validated {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_ID = 100;
    private static final int MOST_TAGS = 20;
    private static final int MOST = 50;
    private static final int USUAL = 10;

    @Override
    public void validate(Violations violations) {
        violations
                .text(brief, "brief", LONGEST)
                .plain(brief, "brief")
                .check(
                        kind == null || SearchRoutes.KINDS.contains(kind),
                        "kind",
                        "must be one of " + String.join(", ", SearchRoutes.KINDS))
                .atMost(campaign, "campaign", LONGEST_ID)
                .check(minScore == null || Double.isFinite(minScore), "min_score", "must be a number")
                .atMost(tags, "tags", MOST_TAGS)
                .check(
                        tags == null || tags.stream().allMatch(tag -> tag != null && tag.length() <= LONGEST_ID),
                        "tags",
                        "must be texts of at most " + LONGEST_ID + " characters")
                .check(limit == null || limit >= 1 && limit <= MOST, "limit", "must be 1 to " + MOST);
    }

    String text() {
        return Optional.ofNullable(brief).orElse("").strip();
    }

    int most() {
        return limit == null ? USUAL : limit;
    }

    SearchFilter filter(List<String> hidden) {
        return new SearchFilter(
                Optional.ofNullable(kind),
                Optional.ofNullable(campaign),
                minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore),
                Optional.ofNullable(tags).orElse(List.of()),
                hidden);
    }
}
