package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle how long one lasts without a refresh
 * @param absolute how long one lasts in all
 * @param grace how long a refresh token that was just spent still gets what its successor is, for requests that were sent
 *     at the same time or whose answer was lost
 * @param known how long a node takes a session for live without asking Redis again; shorter where Redis tells of its end
 */
record SessionTimes(Duration idle, Duration absolute, Duration grace, Duration known) {

    SessionTimes {
        requireNonNull(idle, "idle is null");
        requireNonNull(absolute, "absolute is null");
        requireNonNull(grace, "grace is null");
        requireNonNull(known, "known is null");
    }

    static SessionTimes defaults() {
        return new SessionTimes(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}
