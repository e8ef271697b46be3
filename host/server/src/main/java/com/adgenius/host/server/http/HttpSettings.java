package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where the server listens and how much it takes.
 *
 * @param host the address to listen at
 * @param port of the API; 0 for a free one
 * @param adminPort of health and metrics; 0 for a free one
 * @param grace how long requests in flight may take when the server stops
 * @param maxConcurrentRequests beyond them callers are answered 503
 * @param maxConnections beyond them connections are refused
 */
public record HttpSettings(
        String host, int port, int adminPort, Duration grace, int maxConcurrentRequests, int maxConnections) {

    public HttpSettings {
        requireNonNull(host, "host is null");
        requireNonNull(grace, "grace is null");
    }
}
