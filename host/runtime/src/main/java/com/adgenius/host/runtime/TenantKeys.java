package com.adgenius.host.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Numbers the tenants of a runtime from 0 without a gap. */
final class TenantKeys {

    private final ConcurrentMap<String, TenantKey> keys = new ConcurrentHashMap<>();
    private final int limit;

    TenantKeys(int limit) {
        this.limit = limit;
    }

    TenantKey key(String slug) {
        TenantKey key = keys.get(slug);
        return key == null ? add(slug) : key;
    }

    private synchronized TenantKey add(String slug) {
        TenantKey known = keys.get(slug);
        if (known != null) {
            return known;
        }
        if (keys.size() >= limit) {
            throw new IllegalStateException(
                    "The runtime has heard of " + limit
                            + " tenants, its limit; raise RuntimeLimits.tenants, or look the tenant up before asking for its key");
        }
        TenantKey key = new TenantKey(keys.size(), slug);
        keys.put(slug, key);
        return key;
    }
}
