package com.adgenius.host.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FlightsTest {

    @Test
    void whoeverWaitsTooLongFindsOutForItself() throws Exception {
        Flights flights = new Flights(Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow = callers.submit(() -> flights.share("a", String.class, () -> {
                begun.countDown();
                return await(end) ? "slow" : "never";
            }));
            begun.await();

            assertThat(flights.share("a", String.class, () -> "own")).isEqualTo("own");
            end.countDown();
            assertThat(slow.get()).isEqualTo("slow");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void afterAFailureTheNextOneFindsOut() {
        Flights flights = new Flights(Duration.ofSeconds(10));

        assertThatThrownBy(() -> flights.share("a", String.class, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(flights.share("a", String.class, () -> "whole")).isEqualTo("whole");
    }
}
