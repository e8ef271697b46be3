package com.adgenius.host.server.plugin.administration;

import com.adgenius.host.runtime.Route;
import java.util.HashMap;
import java.util.Map;

/** A route as JSON values, for the audit and the events. */
final class RouteDetail {

    private RouteDetail() {}

    static Map<String, Object> change(Route before, Route after) {
        return Map.of("before", of(before), "route", of(after));
    }

    private static Map<String, Object> of(Route route) {
        Map<String, Object> values = new HashMap<>();
        route.stable().ifPresent(stable -> values.put("stable", stable));
        route.canary()
                .ifPresent(canary ->
                        values.put("canary", Map.of("version", canary.version(), "percent", canary.percent())));
        values.put("pins", route.pins());
        return values;
    }
}
