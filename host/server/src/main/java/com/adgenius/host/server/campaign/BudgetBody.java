package com.adgenius.host.server.campaign;

import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A budget as it is read and written. */
@Schema(name = "Budget")
record BudgetBody(
        @Schema(
                description = "A decimal, not negative, with no more digits after the point than the currency has.",
                example = "12500.00",
                pattern = "^[0-9]{1,15}(\\.[0-9]{1,4})?$",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String amount,

        @Schema(description = "By ISO 4217.", example = "EUR", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String currency) {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");

    static BudgetBody of(Money money) {
        return new BudgetBody(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }

    void validate(Violations violations) {
        boolean decimal = amount != null && AMOUNT.matcher(amount).matches();
        Optional<Currency> known = known();
        violations
                .check(decimal, "budget.amount", "must be a decimal that is not negative, for instance \"12500.00\"")
                .check(known.isPresent(), "budget.currency", "must be a currency by ISO 4217, for instance EUR");
        if (decimal && known.isPresent()) {
            int digits = Math.max(0, known.get().getDefaultFractionDigits());
            violations.check(
                    decimal().scale() <= digits,
                    "budget.amount",
                    "must have at most " + digits + " digits after the point in " + currency);
        }
    }

    private Optional<Currency> known() {
        return Currency.getAvailableCurrencies().stream()
                .filter(available -> available.getCurrencyCode().equals(currency))
                .findFirst();
    }

    private BigDecimal decimal() {
        return new BigDecimal(String.valueOf(amount));
    }

    /** The money; valid by now. */
    Money money() {
        return new Money(decimal(), known().orElseThrow());
    }
}
