package com.adgenius.host.server.cache;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.RedisCircuit;
import com.adgenius.host.server.storage.RedisConnection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBuckets;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * The cache in Redis that all nodes share. A value lies there with the stamp under which it was found out: the group's
 * version and the epoch, both random. It counts while both are still the same, so that what is stored late, by somebody who
 * read before a change, is never answered after it. Everything in Redis ends by itself.
 *
 * <p>Whoever could not reach Redis sets a new epoch before it asks again: it may have missed to say what changed.
 */
public final class RedisCache implements Cache, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RedisCache.class.getName());
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SAME_FLIGHT = Duration.ofSeconds(10);
    /** Longer than any value lives; where a stamp has gone its values do not count. */
    private static final Duration STAMP_TIME = Duration.ofHours(24);

    /** Stores a value while its stamp is in force, so that a late one does not take the place of one that counts. */
    private static final String STORE = """
            local epoch = redis.call('get', KEYS[1])
            local version = redis.call('get', KEYS[2])
            if epoch and version and epoch .. ' ' .. version == ARGV[1] then
              redis.call('set', KEYS[3], ARGV[2], 'PX', ARGV[3])
              return 1
            end
            return 0
            """;

    private static final String VERSION = "version";
    private static final String VALUE = "value:";
    private static final int KEY_LIMIT = 200;

    private final RedissonClient redis;
    private final RedisCircuit circuit;
    private final ObjectMapper mapper;
    private final CacheKeys keys;
    private final Reach reach;
    private final Flights flights = new Flights(SAME_FLIGHT);
    private final AtomicLong invalidations = new AtomicLong();

    /** The cache in that Redis, with values as the mapper writes them. Close it to end what it does in the background. */
    public RedisCache(RedisConnection redis, ObjectMapper mapper) {
        this(redis, mapper, CacheKeys.OF_TENANT, PATIENCE);
    }

    RedisCache(RedisConnection redis, ObjectMapper mapper, CacheKeys keys, Duration patience) {
        this.redis = redis.client();
        this.circuit = redis.circuit();
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.keys = requireNonNull(keys, "keys is null");
        this.reach = new Reach(circuit, patience, PAUSE, () -> stamp(CacheKeys.EPOCH), () -> renew(CacheKeys.EPOCH));
    }

    /** What Redis has: the stamp in force, and the value under that stamp. */
    private record Found(String stamp, Optional<String> json) {}

    @Override
    public <T> T get(CacheGroup<T> group, String key, Supplier<T> load) {
        if (key.length() > KEY_LIMIT) {
            throw new IllegalArgumentException("A key of " + key.length() + " characters is too long for the cache");
        }
        String place = keys.place(group);
        // Before Redis is asked: who begins after a change must not join a flight that began before it.
        long seen = invalidations.get();
        Optional<Found> found = reach.ask(() -> look(place, key));
        String flight = place + VALUE + key + " " + found.map(Found::stamp).orElse("") + " " + seen;
        return known(group, found)
                .orElseGet(() -> flights.share(flight, group.type(), () -> find(group, place, key, load)));
    }

    private <T> Optional<T> known(CacheGroup<T> group, Optional<Found> found) {
        return found.flatMap(Found::json).flatMap(json -> read(group, json));
    }

    /** Looks once more: an earlier flight may have ended since. */
    private <T> T find(CacheGroup<T> group, String place, String key, Supplier<T> load) {
        Optional<Found> found = reach.ask(() -> look(place, key));
        return known(group, found).orElseGet(() -> {
            T value = load.get();
            found.ifPresent(now -> store(group, place, key, now.stamp(), value));
            return value;
        });
    }

    @Override
    public void invalidate(CacheGroup<?> group) {
        String place = keys.place(group);
        invalidations.incrementAndGet();
        reach.tell(() -> renew(place + VERSION));
    }

    /**
     * Removes what is kept for the tenant in scope, which is erased. Where Redis does not answer it is left to its own
     * end: nothing is kept for longer than a day.
     */
    public void forgetTenant() {
        String pattern = CacheKeys.tenant() + "*";
        if (circuit.ask(() -> redis.getKeys().deleteByPattern(pattern)).isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "What is cached for an erased tenant ends by itself: Redis is away");
        }
    }

    private Found look(String place, String key) {
        RBuckets buckets = redis.getBuckets(StringCodec.INSTANCE);
        Map<String, String> texts = buckets.get(CacheKeys.EPOCH, place + VERSION, place + VALUE + key);
        String stamp = known(texts.get(CacheKeys.EPOCH), CacheKeys.EPOCH) + " "
                + known(texts.get(place + VERSION), place + VERSION);
        String text = texts.getOrDefault(place + VALUE + key, "");
        return new Found(
                stamp,
                text.startsWith(stamp + "\n") ? Optional.of(text.substring(stamp.length() + 1)) : Optional.empty());
    }

    private String known(@Nullable String stamp, String key) {
        return stamp == null ? stamp(key) : stamp;
    }

    /** The stamp that lies there, or a new one; whoever comes first sets it. */
    private String stamp(String key) {
        var bucket = redis.<String>getBucket(key, StringCodec.INSTANCE);
        bucket.setIfAbsent(random(), STAMP_TIME);
        String stamp = bucket.get();
        return stamp == null ? random() : stamp;
    }

    private String renew(String key) {
        String stamp = random();
        redis.<String>getBucket(key, StringCodec.INSTANCE).set(stamp, STAMP_TIME);
        return stamp;
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    private <T> Optional<T> read(CacheGroup<T> group, String json) {
        try {
            return Optional.of(mapper.readValue(json, group.type()));
        } catch (JsonProcessingException e) {
            // Another version of the host wrote it.
            LOG.log(System.Logger.Level.DEBUG, "A value of " + group.name() + " cannot be read", e);
            return Optional.empty();
        }
    }

    private void store(CacheGroup<?> group, String place, String key, String stamp, Object value) {
        try {
            String json = mapper.writeValueAsString(value);
            if (json.length() <= group.limit()) {
                reach.ask(() -> redis.getScript(StringCodec.INSTANCE)
                        .eval(
                                RScript.Mode.READ_WRITE,
                                STORE,
                                RScript.ReturnType.LONG,
                                List.of(CacheKeys.EPOCH, place + VERSION, place + VALUE + key),
                                stamp,
                                stamp + "\n" + json,
                                String.valueOf(group.time().toMillis())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Values of " + group.name() + " cannot be written as JSON", e);
        }
    }

    /** Whether Redis is asked at the moment. */
    public boolean reached() {
        return reach.reached();
    }

    @Override
    public void close() {
        reach.close();
    }
}
