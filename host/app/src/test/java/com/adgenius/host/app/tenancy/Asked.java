package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.server.http.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;

/**
 * A request for something that a tenant has, as its owner would send it.
 *
 * @param method the HTTP method
 * @param path below the API's base, with ids that exist
 * @param headers what the route wants of them
 * @param json the body, where there is one
 */
record Asked(String method, String path, Map<String, String> headers, Optional<Object> json) {

    static Asked of(Route route, String path) {
        return new Asked(route.method().text(), path, Map.of(), Optional.empty());
    }

    Asked saying(Object body) {
        return new Asked(method, path, headers, Optional.of(body));
    }

    Asked ifMatch(String tag) {
        return new Asked(method, path, Map.of("If-Match", tag), json);
    }

    ApiResponse by(ApiClient client) {
        ApiClient asking = client;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            asking = asking.with(header.getKey(), header.getValue());
        }
        return json.isPresent()
                ? asking.json(method, path, json.get())
                : asking.send(method, path, BodyPublishers.noBody());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
