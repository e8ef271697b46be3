package com.adgenius.host.server.identity;

import com.adgenius.host.server.storage.RedisCircuit;
import com.adgenius.host.server.storage.RedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Permits that all nodes share through Redis. Where Redis does not answer this node counts for itself. */
public final class RedisPermits implements Permits {

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
    private final RedisCircuit circuit;
    private final LocalPermits local = new LocalPermits(System::nanoTime);

    /** Permits in that Redis. */
    public RedisPermits(RedisConnection redis) {
        this.redis = redis.client();
        this.circuit = redis.circuit();
    }

    @Override
    public boolean take(String key, int count, Duration window) {
        return circuit.ask(() -> redis.getScript(StringCodec.INSTANCE)
                        .<Long>eval(
                                RScript.Mode.READ_WRITE,
                                TAKE,
                                RScript.ReturnType.LONG,
                                List.of(name(key)),
                                String.valueOf(count),
                                String.valueOf(window.toMillis()),
                                UUID.randomUUID().toString())
                        .equals(1L))
                .orElseGet(() -> local.take(key, count, window));
    }

    @Override
    public void giveBack(String key) {
        boolean given = circuit.ask(() -> {
                    redis.getScoredSortedSet(name(key), StringCodec.INSTANCE).pollLast();
                    return true;
                })
                .isPresent();
        if (!given) {
            local.giveBack(key);
        }
    }

    private static String name(String key) {
        return "adgenius:permits:" + key;
    }
}
