package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisTimeoutException;

class RedisBreakerTest {

    private final AtomicInteger asked = new AtomicInteger();

    private String answer() {
        asked.incrementAndGet();
        return "here";
    }

    private String gone() {
        asked.incrementAndGet();
        throw new RedisConnectionException("gone");
    }

    private String late() {
        asked.incrementAndGet();
        throw new RedisTimeoutException("late");
    }

    @Test
    void leavesRedisAloneAfterItIsGone() {
        RedisBreaker breaker = new RedisBreaker(Duration.ofHours(1));

        assertThat(breaker.ask(this::gone)).isEmpty();
        assertThat(breaker.ask(this::answer)).isEmpty();

        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterThePause() {
        RedisBreaker breaker = new RedisBreaker(Duration.ZERO);

        assertThat(breaker.ask(this::gone)).isEmpty();

        assertThat(breaker.ask(this::answer)).contains("here");
        assertThat(breaker.ask(this::answer)).contains("here");
    }

    @Test
    void doesNotTakeAnInterruptForAbsence() {
        RedisBreaker breaker = new RedisBreaker(Duration.ofHours(1));

        assertThat(breaker.ask(() -> {
                    throw new RedisConnectionException("stopped", new InterruptedException());
                }))
                .isEmpty();

        assertThat(Thread.interrupted()).as("the caller still knows").isTrue();
        assertThat(breaker.ask(this::answer)).contains("here");
    }

    @Test
    void takesLateAnswersInARowForAbsenceAndSingleOnesNot() {
        RedisBreaker breaker = new RedisBreaker(Duration.ofHours(1));

        assertThat(breaker.ask(this::late)).isEmpty();
        assertThat(breaker.ask(this::late)).isEmpty();
        assertThat(breaker.ask(this::answer)).contains("here");
        assertThat(breaker.ask(this::late)).isEmpty();
        assertThat(breaker.ask(this::late)).isEmpty();
        assertThat(breaker.ask(this::late)).isEmpty();
        assertThat(breaker.ask(this::answer)).isEmpty();

        assertThat(asked).hasValue(6);
    }
}
