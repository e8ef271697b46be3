package com.adgenius.host.server.operations;

import com.adgenius.host.server.http.RequestListener;
import com.adgenius.host.server.http.Route;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times each request under its route's template and its status, so that no path of a caller's makes a meter. */
public final class RequestTimers implements RequestListener {

    private static final String NAME = "adgenius.http.requests";

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    @Override
    public void answered(Route route, int status, Duration duration) {
        timers.computeIfAbsent(new Key(route.method().text(), route.fullPath(), status), RequestTimers::timer)
                .record(duration);
    }

    @SuppressWarnings("removal") // the registry that the metrics endpoint shows has no other way in at 4.5.0
    private static Timer timer(Key key) {
        return Metrics.getOrCreate(Timer.builder(NAME)
                .description("Time from a request's head to the end of its answer")
                .publishPercentileHistogram(false)
                .buckets(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10))
                .tags(Metrics.tags(
                        "method", key.method(), "route", key.route(), "status", String.valueOf(key.status()))));
    }

    private record Key(String method, String route, int status) {}
}
