package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Permits that all nodes share through Redis. Where Redis does not answer this node counts for itself, and leaves Redis
 * alone for a while so that not every caller waits for it.
 */
public final class RedisPermits implements Permits {

    private static final System.Logger LOG = System.getLogger(RedisPermits.class.getName());
    private static final Duration AWAY = Duration.ofSeconds(10);

    /**
     * A sliding window: the times of the permits that are out, by Redis' own clock. Redisson's rate limiter is none for
     * this: what was given back it counts again as soon as an older permit runs out. Arguments: how many, the window in
     * ms, a name for the permit.
     */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
            redis.call('ZADD', KEYS[1], now, ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """;

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
                () -> redis.getScript(StringCodec.INSTANCE)
                        .<Long>eval(
                                RScript.Mode.READ_WRITE,
                                TAKE,
                                RScript.ReturnType.LONG,
                                List.of(name(key)),
                                String.valueOf(count),
                                String.valueOf(window.toMillis()),
                                UUID.randomUUID().toString())
                        .equals(1L),
                () -> local.take(key, count, window));
    }

    @Override
    public void giveBack(String key) {
        ask(
                () -> {
                    redis.getScoredSortedSet(name(key), StringCodec.INSTANCE).pollLast();
                    return true;
                },
                () -> {
                    local.giveBack(key);
                    return true;
                });
    }

    private static String name(String key) {
        return "adgenius:permits:" + key;
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
