package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.storage.RedisConnection;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was given back is not counted, however long the window has been open. */
class RedisPermitsTest {

    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int COUNT = 3;

    private final String key = "test:" + UUID.randomUUID();

    @Test
    void whoeverGivesBackMayGoOnAfterOlderPermitsRanOut() {
        try (RedisConnection redis =
                RedisConnection.to(EmbeddedServersForTests.shared().redis())) {
            RedisPermits permits = new RedisPermits(redis);
            long end = System.nanoTime() + WINDOW.multipliedBy(3).toNanos();
            int taken = 0;
            while (System.nanoTime() < end) {
                assertThat(permits.take(key, COUNT, WINDOW))
                        .as("permit %s", taken)
                        .isTrue();
                permits.giveBack(key);
                taken++;
            }
            assertThat(taken).isGreaterThan(COUNT);
        }
    }

    @Test
    void whatIsNotGivenBackIsMissingUntilTheWindowIsOver() {
        try (RedisConnection redis =
                RedisConnection.to(EmbeddedServersForTests.shared().redis())) {
            RedisPermits permits = new RedisPermits(redis);
            for (int i = 0; i < COUNT; i++) {
                assertThat(permits.take(key, COUNT, WINDOW)).isTrue();
            }
            assertThat(permits.take(key, COUNT, WINDOW)).isFalse();
            Awaitility.await().until(() -> permits.take(key, COUNT, WINDOW));
        }
    }
}
