package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;

/**
 * Permits that all nodes share through Redis. Where Redis does not answer this node counts for itself, and leaves Redis
 * alone for a while so that not every caller waits for it.
 */
public final class RedisPermits implements Permits {

    private static final System.Logger LOG = System.getLogger(RedisPermits.class.getName());
    private static final Duration AWAY = Duration.ofSeconds(10);

    private final RedissonClient redis;
    private final LocalPermits local = new LocalPermits(System::nanoTime);
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    /** Permits in that Redis. */
    public RedisPermits(RedissonClient redis) {
        this.redis = requireNonNull(redis, "redis is null");
    }

    @Override
    public boolean take(String key, int count, Duration window) {
        return ask(
                () -> {
                    RRateLimiter limiter = limiter(key);
                    limiter.trySetRate(RateType.OVERALL, count, window, window.multipliedBy(2));
                    return limiter.tryAcquire();
                },
                () -> local.take(key, count, window));
    }

    @Override
    public void giveBack(String key) {
        ask(
                () -> {
                    limiter(key).release(1);
                    return true;
                },
                () -> {
                    local.giveBack(key);
                    return true;
                });
    }

    private RRateLimiter limiter(String key) {
        return redis.getRateLimiter("adgenius:" + key);
    }

    private boolean ask(Supplier<Boolean> shared, Supplier<Boolean> own) {
        if (System.nanoTime() - awayUntil.get() >= 0) {
            try {
                return shared.get();
            } catch (RuntimeException e) {
                awayUntil.set(System.nanoTime() + AWAY.toNanos());
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Redis does not answer; sign-in is limited by this node alone for " + AWAY.toSeconds() + " s: "
                                + e);
            }
        }
        return own.get();
    }
}
