package com.adgenius.host.server.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/**
 * Leaves Redis alone for a while when it is away, so that one caller waits for it and not every one. An answer that is
 * late may be this machine's fault, so it takes some in a row.
 */
final class RedisBreaker {

    private static final System.Logger LOG = System.getLogger(RedisBreaker.class.getName());
    private static final int LATE_IN_A_ROW = 3;
    private static final int LONGEST_CHAIN = 10;

    private final Duration pause;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
    private final AtomicInteger late = new AtomicInteger();
    private volatile boolean away;

    RedisBreaker(Duration pause) {
        this.pause = pause;
    }

    /** What Redis answers; empty when it does not, or did not a moment ago. */
    <T> Optional<T> ask(Supplier<T> question) {
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
            away = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Redis does not answer; sessions do without it, and ask again every " + pause.toSeconds() + " s: "
                            + reason);
        }
    }
}
