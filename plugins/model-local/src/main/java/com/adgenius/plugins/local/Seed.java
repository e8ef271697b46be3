package com.adgenius.plugins.local;

import java.math.BigDecimal;
import java.util.Map;

/** Reads the seed of a request. */
final class Seed {

    private Seed() {}

    /** The parameter {@code seed}, 0 where there is none; a repair asks with another one. */
    static long of(Map<String, Object> parameters) {
        long seed = parameters.get("seed") instanceof BigDecimal number ? number.longValue() : 0;
        long attempt = parameters.get("attempt") instanceof BigDecimal number ? number.longValue() : 1;
        return seed + 1_000_003 * (attempt - 1);
    }
}
