package com.adgenius.host.server.campaign;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new campaign. */
record CampaignInput(
        @Schema(
                description = "A name for people.",
                maxLength = 200,
                example = "Spring marathon",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(
                description = "What it is to achieve, in your own words.",
                maxLength = 500,
                example = "2,000 pairs sold to first-time buyers")
        @Nullable
        String objective,

        @Schema(description = "Its first day.", example = "2027-03-01") @Nullable
        LocalDate startDate,

        @Schema(description = "Its last day, not before the first.", example = "2027-04-30") @Nullable
        LocalDate endDate,

        @Schema(description = "For the whole of it.") @Nullable
        BudgetBody budget)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations
                .text(name, "name", 200)
                .plain(name, "name")
                .atMost(objective, "objective", 500)
                .plain(objective, "objective");
        order(violations, Optional.ofNullable(startDate), Optional.ofNullable(endDate));
        if (budget != null) {
            budget.validate(violations);
        }
    }

    static void order(Violations violations, Optional<LocalDate> start, Optional<LocalDate> end) {
        day(violations, start, "start_date");
        day(violations, end, "end_date");
        violations.check(
                start.isEmpty() || end.isEmpty() || !end.get().isBefore(start.get()),
                "end_date",
                "must not be before start_date");
    }

    private static void day(Violations violations, Optional<LocalDate> day, String field) {
        violations.check(
                day.isEmpty() || day.get().getYear() >= 1970 && day.get().getYear() <= 9999,
                field,
                "must be a day of the years 1970 to 9999");
    }

    Campaign.Content content() {
        return new Campaign.Content(
                Objects.requireNonNull(name, "name was checked").strip(),
                Objects.requireNonNullElse(objective, "").strip(),
                Optional.ofNullable(startDate),
                Optional.ofNullable(endDate),
                Optional.ofNullable(budget).map(BudgetBody::money));
    }
}
