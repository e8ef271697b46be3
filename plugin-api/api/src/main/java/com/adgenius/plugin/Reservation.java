package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What was reserved.
 *
 * @param id the request's reservation id
 * @param price what it is expected to cost; empty where nothing is charged
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record Reservation(String id, Optional<Money> price) {

    public Reservation {
        requireNonNull(id, "id is null");
        requireNonNull(price, "price is null");
    }
}
