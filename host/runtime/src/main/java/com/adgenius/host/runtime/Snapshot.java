package com.adgenius.host.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes and flags at one moment. Answers of one snapshot agree with each other; it never changes. */
public interface Snapshot {

    /** The revision in force of each plugin that has a plan, by plugin id. */
    Map<String, Long> revisions();

    /** What came of the last plan for the plugin, if it has one. */
    Optional<PlanOutcome> outcome(String pluginId);

    /** Whether the plugin serves the tenant, and why not. */
    Availability availability(String pluginId, TenantKey tenant);

    /** The instance that serves the tenant, if one does. */
    Optional<InstanceInformation> instance(String pluginId, TenantKey tenant);

    /** The ids of the plugins that serve the tenant with an extension of that extension point, in ascending order. */
    List<String> providers(Class<?> extensionPoint, TenantKey tenant);
}
