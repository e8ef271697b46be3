package com.adgenius.host.server.http;

import io.helidon.http.Method;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All routes of the host. Routing, roles, tenant rules, the OpenAPI document and the generated tests come from here. */
public final class RouteRegistry {

    private final List<Route> routes;

    private RouteRegistry(List<Route> routes) {
        this.routes = routes;
    }

    /**
     * The registry of all domains' routes.
     *
     * @throws IllegalArgumentException when two routes have the same method and path
     */
    public static RouteRegistry of(List<Routes> domains) {
        List<Route> routes = domains.stream()
                .flatMap(domain -> domain.routes().stream())
                .sorted(Comparator.comparing(Route::fullPath)
                        .thenComparing(route -> route.method().text()))
                .toList();
        Set<String> seen = new HashSet<>();
        for (Route route : routes) {
            String key = route.method().text() + " " + route.fullPath().replaceAll("\\{[^}]*}", "{}");
            if (!seen.add(key)) {
                throw new IllegalArgumentException("Two routes answer " + key);
            }
        }
        return new RouteRegistry(routes);
    }

    /** All routes, by path and method. */
    public List<Route> routes() {
        return routes;
    }

    /** The methods that each path knows. */
    Map<String, Set<Method>> methodsByPath() {
        return routes.stream()
                .collect(Collectors.groupingBy(
                        Route::fullPath, TreeMap::new, Collectors.mapping(Route::method, Collectors.toSet())));
    }
}
