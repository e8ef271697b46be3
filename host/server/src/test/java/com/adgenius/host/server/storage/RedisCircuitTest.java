package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisTimeoutException;

class RedisCircuitTest {

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
        RedisCircuit circuit = new RedisCircuit(Duration.ofHours(1));

        assertThat(circuit.ask(this::gone)).isEmpty();
        assertThat(circuit.ask(this::answer)).isEmpty();

        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterThePause() {
        RedisCircuit circuit = new RedisCircuit(Duration.ZERO);
        assertThat(circuit.outages()).isZero();

        assertThat(circuit.ask(this::gone)).isEmpty();
        assertThat(circuit.ask(this::gone)).isEmpty();

        assertThat(circuit.outages()).as("the same one").isEqualTo(1);
        assertThat(circuit.ask(this::answer)).contains("here");
        assertThat(circuit.ask(this::answer)).contains("here");
    }

    @Test
    void doesNotTakeAnInterruptForAbsence() {
        RedisCircuit circuit = new RedisCircuit(Duration.ofHours(1));

        assertThat(circuit.ask(() -> {
                    throw new RedisConnectionException("stopped", new InterruptedException());
                }))
                .isEmpty();

        assertThat(Thread.interrupted()).as("the caller still knows").isTrue();
        assertThat(circuit.ask(this::answer)).contains("here");
    }

    @Test
    void takesLateAnswersInARowForAbsenceAndSingleOnesNot() {
        RedisCircuit circuit = new RedisCircuit(Duration.ofHours(1));

        assertThat(circuit.ask(this::late)).isEmpty();
        assertThat(circuit.ask(this::late)).isEmpty();
        assertThat(circuit.ask(this::answer)).contains("here");
        assertThat(circuit.ask(this::late)).isEmpty();
        assertThat(circuit.ask(this::late)).isEmpty();
        assertThat(circuit.ask(this::late)).isEmpty();
        assertThat(circuit.ask(this::answer)).isEmpty();

        assertThat(asked).hasValue(6);
    }
}
