package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * A version that serves a share of the tenants.
 *
 * @param version the version
 * @param percent the share of the tenants, 1 to 99; which of them is fixed by a hash, see {@link Route}
 */
public record Canary(String version, int percent) {

    public Canary {
        requireNonNull(version, "version is null");
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("percent " + percent + " is not 1 to 99");
        }
    }
}
