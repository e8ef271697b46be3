package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * A tenant as the runtime knows it: a small number in place of its name. Resolve it once, when the tenant is authenticated,
 * with {@link PluginRuntime#tenant}; it is valid for that runtime as long as it lives.
 */
public final class TenantKey {

    /** The tenant for whom the current call into a plugin is made. Bound by the runtime, on the call's own thread. */
    public static final ScopedValue<TenantKey> CURRENT = ScopedValue.newInstance();

    private final int index;
    private final String slug;
    private final long hash;

    TenantKey(int index, String slug) {
        this.index = index;
        this.slug = requireNonNull(slug, "slug is null");
        this.hash = CanaryHash.of(slug);
    }

    /** The tenant's slug. */
    public String slug() {
        return slug;
    }

    /** Counts the tenants of a runtime from 0 without a gap. */
    int index() {
        return index;
    }

    /** The same for a slug on every node and in every run. */
    long hash() {
        return hash;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return slug;
    }
}
