package com.adgenius.host.server.metering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tenant used something for. */
public enum UsagePurpose {
    /** A creative was generated. */
    GENERATION,
    /** A creative was embedded, so that search finds it. */
    INDEXING,
    /** A question of search was embedded. */
    QUESTION;

    /** As it is stored and told, for instance {@code generation}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that value. */
    static Optional<UsagePurpose> of(String value) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.value().equals(value))
                .findFirst();
    }
}
