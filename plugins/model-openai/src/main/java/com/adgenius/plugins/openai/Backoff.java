package com.adgenius.plugins.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a refused request is sent again. */
interface Backoff {

    /** Requests that are sent at most for one call, the first included. */
    int TRIES = 3;

    /** The longest wait within a call; who is told to wait longer gives up, as the caller holds a worker meanwhile. */
    Duration LONGEST = Duration.ofSeconds(20);

    /** Half a second and a second, and up to half as much again, so that those who were refused together part. */
    Backoff GROWING = new Backoff() {

        @Override
        public Duration pause(int failed) {
            long shortest = 500L << (failed - 1);
            return Duration.ofMillis(shortest + ThreadLocalRandom.current().nextLong(shortest / 2));
        }

        @Override
        public void await(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }
    };

    /** The wait after so many requests failed, where the server did not say. */
    Duration pause(int failed);

    /** Waits. */
    void await(Duration pause) throws InterruptedException;

    /** The wait before the next request; empty where none is to be sent. */
    default Optional<Duration> next(int failed, Optional<Duration> told, Deadline deadline) {
        if (failed >= TRIES) {
            return Optional.empty();
        }
        Duration pause = told.orElseGet(() -> pause(failed));
        boolean worth = pause.compareTo(LONGEST) <= 0 && pause.compareTo(deadline.remaining()) < 0;
        return worth ? Optional.of(pause) : Optional.empty();
    }
}
