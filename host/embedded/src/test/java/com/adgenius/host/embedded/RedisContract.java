package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RLock;
import org.redisson.api.RMapCache;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** What the host asks of Redis. Whatever stands at the address has to pass. */
abstract class RedisContract {

    private final String prefix = "contract-" + UUID.randomUUID() + ":";
    private RedissonClient client;

    abstract String address();

    @BeforeEach
    void connect() {
        client = connect(address());
    }

    @AfterEach
    void disconnect() {
        client.getKeys().deleteByPattern(prefix + "*");
        client.shutdown();
    }

    @Test
    void limitsARate() {
        RRateLimiter limiter = client.getRateLimiter(prefix + "rate");
        assertThat(limiter.trySetRate(RateType.OVERALL, 3, Duration.ofMinutes(1)))
                .isTrue();
        assertThat(limiter.tryAcquire(3)).isTrue();
        assertThat(limiter.tryAcquire()).isFalse();
        assertThat(limiter.availablePermits()).isZero();
    }

    @Test
    void forgetsABucketAfterItsTime() throws Exception {
        RBucket<String> bucket = client.getBucket(prefix + "bucket", StringCodec.INSTANCE);
        CountDownLatch expired = new CountDownLatch(1);
        bucket.set("value", Duration.ofMillis(300));
        assertThat(bucket.get()).isEqualTo("value");
        assertThat(bucket.remainTimeToLive()).isBetween(1L, 300L);
        for (int i = 0; i < 100 && bucket.isExists(); i++) {
            assertThat(expired.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(bucket.get()).isNull();
    }

    @Test
    void setsABucketOnlyWhereItIsAbsentOrAsExpected() {
        RBucket<String> bucket = client.getBucket(prefix + "once", StringCodec.INSTANCE);
        assertThat(bucket.setIfAbsent("first", Duration.ofMinutes(1))).isTrue();
        assertThat(bucket.setIfAbsent("second", Duration.ofMinutes(1))).isFalse();
        assertThat(bucket.compareAndSet("first", "third")).isTrue();
        assertThat(bucket.compareAndSet("first", "fourth")).isFalse();
        assertThat(bucket.getAndDelete()).isEqualTo("third");
    }

    @Test
    void carriesMessagesToEverySubscriber() throws Exception {
        RedissonClient other = connect(address());
        try {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            other.getTopic(prefix + "topic", StringCodec.INSTANCE)
                    .addListener(String.class, (channel, message) -> heard.add(message));
            client.getTopic(prefix + "topic", StringCodec.INSTANCE).publish("swap");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("swap");
        } finally {
            other.shutdown();
        }
    }

    @Test
    void letsOneHoldALock() throws Exception {
        RedissonClient other = connect(address());
        try {
            RLock mine = client.getLock(prefix + "lock");
            RLock theirs = other.getLock(prefix + "lock");
            assertThat(mine.tryLock(0, 60, TimeUnit.SECONDS)).isTrue();
            assertThat(theirs.tryLock()).isFalse();
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> tryLock(theirs));
            mine.unlock();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdown();
        }
    }

    @Test
    void cachesAMapWithAgeingEntriesAndBatches() {
        RMapCache<String, String> cache = client.getMapCache(prefix + "cache", StringCodec.INSTANCE);
        cache.put("a", "1", 1, TimeUnit.MINUTES);
        assertThat(cache.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "1"));

        RBatch batch = client.createBatch();
        var _ = batch.getAtomicLong(prefix + "count").incrementAndGetAsync();
        var _ = batch.getAtomicLong(prefix + "count").addAndGetAsync(4);
        assertThat(batch.execute().getResponses()).hasToString("[1, 5]");
    }

    private static Boolean tryLock(RLock lock) {
        try {
            return lock.tryLock(20, 60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static RedissonClient connect(String address) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(address)
                .setConnectionPoolSize(4)
                .setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }
}
