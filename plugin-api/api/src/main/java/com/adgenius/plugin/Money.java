package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param amount never rounded through a binary fraction
 * @param currency by ISO 4217
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        requireNonNull(amount, "amount is null");
        requireNonNull(currency, "currency is null");
    }
}
