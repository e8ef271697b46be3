package com.adgenius.host.server.plugin;

import java.time.Instant;
import java.util.Map;

/**
 * What a tenant decided of a plugin.
 *
 * @param enabled its switch; on until it says otherwise
 * @param wish grows with each use of the switch; 0 before the first
 * @param wishedAt when the switch was used last
 * @param wishedBy the id of the user who used it last; empty before the first
 * @param settings by the plugin's schema, without secrets
 * @param sealedSecrets the secrets by name, sealed
 * @param revision grows with each change of settings or secrets; 0 before the first
 */
record TenantChoice(
        boolean enabled,
        long wish,
        Instant wishedAt,
        String wishedBy,
        Map<String, Object> settings,
        Map<String, String> sealedSecrets,
        long revision) {

    static final TenantChoice NONE = new TenantChoice(true, 0, Instant.EPOCH, "", Map.of(), Map.of(), 0);

    TenantChoice {
        settings = Map.copyOf(settings);
        sealedSecrets = Map.copyOf(sealedSecrets);
    }
}
