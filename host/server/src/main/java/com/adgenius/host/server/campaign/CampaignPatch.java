package com.adgenius.host.server.campaign;

import com.adgenius.host.server.http.Given;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of a campaign; what is left out stays, null empties a date or the budget. */
record CampaignPatch(
        @Schema(description = "The new name.", maxLength = 200) @Nullable
        String name,

        @Schema(description = "The new objective.", maxLength = 500) @Nullable
        String objective,

        @Schema(description = "The new first day.", example = "2027-03-01") @Nullable
        Given<LocalDate> startDate,

        @Schema(description = "The new last day.", example = "2027-05-31") @Nullable
        Given<LocalDate> endDate,

        @Schema(description = "The new budget.") @Nullable Given<BudgetBody> budget)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations
                .atMost(name, "name", 200)
                .check(name == null || !name.isBlank(), "name", "must not be blank")
                .plain(name, "name")
                .atMost(objective, "objective", 500)
                .plain(objective, "objective");
        if (budget != null) {
            budget.value().ifPresent(given -> given.validate(violations));
        }
    }

    /** What the campaign is after the change. */
    Campaign.Content applied(Campaign.Content before) {
        Campaign.Content after = new Campaign.Content(
                name == null ? before.name() : name.strip(),
                objective == null ? before.objective() : objective.strip(),
                startDate == null ? before.startDate() : startDate.value(),
                endDate == null ? before.endDate() : endDate.value(),
                budget == null ? before.budget() : budgetMoney());
        Violations violations = new Violations();
        CampaignInput.order(violations, after.startDate(), after.endDate());
        violations.raise();
        return after;
    }

    private Optional<Money> budgetMoney() {
        return Optional.ofNullable(budget).flatMap(Given::value).map(BudgetBody::money);
    }
}
