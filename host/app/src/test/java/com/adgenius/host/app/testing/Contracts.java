package com.adgenius.host.app.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The documents of the hosts that tests ask, by which all their traffic is measured. */
final class Contracts {

    private static final Map<URI, Optional<Contract>> KNOWN = new ConcurrentHashMap<>();

    private Contracts() {}

    /**
     * Measures an exchange by the document of the host; a server without one promises nothing.
     *
     * @throws AssertionError with all that the document does not say
     */
    static void check(HttpClient http, URI base, Contract.Exchange exchange) {
        List<String> violations = KNOWN.computeIfAbsent(base, host -> read(http, host))
                .map(contract -> contract.violations(exchange))
                .orElse(List.of());
        if (!violations.isEmpty()) {
            throw new AssertionError(exchange.method() + " " + exchange.path() + " answered "
                    + exchange.response().status() + " and does not keep to the OpenAPI document: "
                    + String.join("; ", violations)
                    + (exchange.isJson() ? "\n" + exchange.response().body() : ""));
        }
    }

    private static Optional<Contract> read(HttpClient http, URI base) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/openapi.json"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(Contract.of(response.body())) : Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
