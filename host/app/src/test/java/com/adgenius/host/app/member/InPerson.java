package com.adgenius.host.app.member;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;

/** A route for people who signed in themselves, as the API's document says. */
record InPerson(String method, String path) {

    /** All that are not the platform's. */
    static List<InPerson> ofTenants(HostUnderTest host) {
        JsonNode paths =
                host.anonymous().get("//api/openapi.json").expect(200).json().required("paths");
        return paths.properties().stream()
                .filter(path -> !path.getKey().startsWith("/api/v1/admin/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                operation.getValue().path("x-in-person").asBoolean())
                        .map(operation -> new InPerson(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().substring("/api/v1".length()))))
                .toList();
    }

    ApiResponse askedBy(ApiClient client) {
        return client.send(method, path.replaceAll("\\{[^}]*}", "x"), BodyPublishers.noBody());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
