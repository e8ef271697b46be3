package com.adgenius.host.server.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.redisson.client.RedisException;

/** Leaves Redis alone for a while after it did not answer, so that one caller waits for it and not every one. */
final class RedisBreaker {

    private static final System.Logger LOG = System.getLogger(RedisBreaker.class.getName());

    private final Duration pause;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    RedisBreaker(Duration pause) {
        this.pause = pause;
    }

    /** What Redis answers; empty when it does not, or did not a moment ago. */
    <T> Optional<T> ask(Supplier<T> question) {
        long until = awayUntil.get();
        long now = System.nanoTime();
        if (now - until < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (RedisException e) {
            if (awayUntil.compareAndSet(until, System.nanoTime() + pause.toNanos())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Redis does not answer; sessions do without it for " + pause.toSeconds() + " s: " + e);
            }
            return Optional.empty();
        }
    }
}
