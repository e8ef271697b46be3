package com.adgenius.host.server.http;

import java.time.Duration;

/** Hears of each answered request, for metrics. */
@FunctionalInterface
public interface RequestListener {

    /** A request was answered with the status, after that long. */
    void answered(Route route, int status, Duration duration);
}
