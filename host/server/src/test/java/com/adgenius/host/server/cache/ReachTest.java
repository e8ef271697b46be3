package com.adgenius.host.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.storage.RedisCircuit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;

class ReachTest {

    private final AtomicInteger greetings = new AtomicInteger();
    private final AtomicInteger amends = new AtomicInteger();
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile CountDownLatch amended = new CountDownLatch(1);
    private volatile boolean away;

    private final RedisCircuit circuit = new RedisCircuit(Duration.ofMillis(5));
    private final Reach reach = new Reach(
            circuit,
            Duration.ofMillis(200),
            Duration.ofMillis(5),
            () -> {
                refuse();
                greetings.incrementAndGet();
                greeted.countDown();
                return true;
            },
            () -> {
                refuse();
                amends.incrementAndGet();
                amended.countDown();
                return true;
            });

    private void refuse() {
        if (away) {
            throw new RedisConnectionException("away");
        }
    }

    @AfterEach
    void close() {
        reach.close();
    }

    private void awaitReached() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reach.reached()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aFailureEndsTheQuestionsUntilAmendsAreMade() throws Exception {
        assertThat(greeted.await(20, TimeUnit.SECONDS)).isTrue();
        awaitReached();
        assertThat(reach.ask(() -> "yes")).contains("yes");
        AtomicInteger asked = new AtomicInteger();

        away = true;
        assertThat(reach.ask(() -> {
                    asked.incrementAndGet();
                    throw new RedisConnectionException("away");
                }))
                .isEmpty();
        for (int i = 0; i < 1_000; i++) {
            assertThat(reach.ask(asked::incrementAndGet)).isEmpty();
        }
        assertThat(asked).as("nobody else asked").hasValue(1);
        assertThat(amends).hasValue(0);
        away = false;
        awaitReached();

        assertThat(amends).hasPositiveValue();
        assertThat(reach.ask(() -> "yes")).contains("yes");
    }

    @Test
    void whatCannotBeSaidIsMadeUpFor() throws Exception {
        awaitReached();
        assertThat(amends).as("nothing was missed").hasValue(0);
        away = true;
        assertThat(reach.ask(() -> {
                    throw new RedisConnectionException("away");
                }))
                .isEmpty();
        reach.tell(() -> "changed");
        away = false;
        assertThat(amended.await(20, TimeUnit.SECONDS)).isTrue();
        awaitReached();

        int made = amends.get();
        assertThat(reach.ask(() -> "yes")).contains("yes");
        assertThat(amends).as("once is enough").hasValue(made);
    }

    @Test
    void aQuestionThatTakesTooLongIsAFailure() throws Exception {
        awaitReached();
        CountDownLatch end = new CountDownLatch(1);

        assertThat(reach.ask(() -> waitFor(end))).isEmpty();

        end.countDown();
        assertThat(amended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void anOutageThatOthersMetIsMadeUpForBeforeTheNextQuestion() throws Exception {
        awaitReached();
        assertThat(circuit.ask(() -> {
                    throw new RedisConnectionException("away");
                }))
                .isEmpty();

        // Redis may have come back with what it knew long ago, though nobody asked it for the cache.
        assertThat(reach.ask(() -> "from long ago")).isEmpty();

        assertThat(amended.await(20, TimeUnit.SECONDS)).isTrue();
        awaitReached();
        assertThat(reach.ask(() -> "yes")).contains("yes");
    }
}
