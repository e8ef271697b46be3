package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/**
 * The circuit to one Redis, for all who use it: leaves it alone for a while when it is away, so that one caller waits for
 * it and not every one. An answer that is late may be this machine's fault, so it takes some in a row.
 */
public final class RedisCircuit {

    /** For how long Redis is left alone. */
    public static final Duration PAUSE = Duration.ofSeconds(3);

    private static final System.Logger LOG = System.getLogger(RedisCircuit.class.getName());
    private static final int LATE_IN_A_ROW = 3;
    private static final int LONGEST_CHAIN = 10;

    private final Duration pause;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicLong outages = new AtomicLong();
    private volatile boolean away;

    /**
     * A circuit that is closed.
     *
     * @param pause between two questions while Redis is away
     */
    public RedisCircuit(Duration pause) {
        this.pause = requireNonNull(pause, "pause is null");
    }

    /** How often Redis went away so far. It may have forgotten meanwhile what it was told before. */
    public long outages() {
        return outages.get();
    }

    /** What Redis answers; empty when it does not, or did not a moment ago. */
    public <T> Optional<T> ask(Supplier<T> question) {
        long until = awayUntil.get();
        long now = System.nanoTime();
        if (now - until < 0 || away && !awayUntil.compareAndSet(until, now + pause.toNanos())) {
            return Optional.empty();
        }
        try {
            T answer = question.get();
            late.set(0);
            if (away) {
                away = false;
                awayUntil.set(System.nanoTime());
                LOG.log(System.Logger.Level.INFO, "Redis answers again");
            }
            return Optional.of(answer);
        } catch (RedisException e) {
            if (interrupted(e)) {
                // Whoever asks is to stop; it says nothing of Redis.
                Thread.currentThread().interrupt();
            } else if (!(e instanceof RedisTimeoutException) || late.incrementAndGet() >= LATE_IN_A_ROW) {
                leaveAlone(e);
            }
            return Optional.empty();
        }
    }

    private static boolean interrupted(RedisException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .anyMatch(InterruptedException.class::isInstance);
    }

    private void leaveAlone(RedisException reason) {
        awayUntil.set(System.nanoTime() + pause.toNanos());
        if (!away) {
            outages.incrementAndGet();
            away = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Redis does not answer; the host does without it, and asks again every " + pause.toSeconds()
                            + " s: " + reason);
        }
    }
}
