package com.adgenius.plugins.vertex;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The seed of a request: none where none is given, another one for each variant. */
public final class Seed {

    private Seed() {}

    /** The seed for that variant, which counts from 1; never negative. */
    public static Optional<Integer> of(Map<String, Object> parameters, int variant) {
        return parameters.get("seed") instanceof BigDecimal seed
                ? Optional.of((seed.intValue() + variant - 1) & Integer.MAX_VALUE)
                : Optional.empty();
    }
}
