package com.adgenius.host.server.context;

import java.util.Map;
import java.util.Optional;

/** What the tenant in scope set for its plugins. */
public interface TenantSettings {

    /** The tenant's settings for the plugin without its secrets, as JSON values; empty where it set none. */
    Map<String, Object> settings(String pluginId);

    /** The tenant's secret of that name for the plugin. */
    Optional<String> secret(String pluginId, String name);
}
