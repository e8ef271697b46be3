package com.adgenius.host.server.cache;

import static com.adgenius.host.server.cache.CacheWorld.get;
import static com.adgenius.host.server.cache.CacheWorld.invalidate;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.cache.CacheWorld.Source;
import com.adgenius.host.server.cache.CacheWorld.Value;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

/** Redis goes and comes back while it is used. */
class RedisCacheOutageTest {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void withoutRedisEveryAnswerIsFoundOutAndNobodyWaitsForIt() {
        try (RedisForTests redis = new RedisForTests();
                CacheWorld world = new CacheWorld(redis.address(), 1, CacheKeys.OF_TENANT, PATIENCE)) {
            Source source = new Source();
            Tenant tenant = CacheWorld.tenant();

            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(get(world.node(0), tenant, "a", source).text()).isEqualTo("first");
                invalidate(world.node(0), tenant);
            }

            assertThat(source.asked).hasValue(1_000);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("Redis is not tried on each request")
                    .isLessThan(Duration.ofSeconds(5));
            redis.start();
            world.awaitReached();
            get(world.node(0), tenant, "a", source);
            get(world.node(0), tenant, "a", source);
            assertThat(source.asked).hasValue(1_001);
        }
    }

    @Test
    void whatWasStoredBeforeAChangeThatRedisMissedIsNotAnsweredOnceItIsBack() {
        try (RedisForTests redis = new RedisForTests().start();
                Wire wire = new Wire(redis.address());
                CacheWorld changing = new CacheWorld(wire.address(), 1, CacheKeys.OF_TENANT, PATIENCE);
                CacheWorld reading = new CacheWorld(redis.address(), 1, CacheKeys.OF_TENANT, PATIENCE);
                RedisHolder holder = new RedisHolder(redis.address())) {
            changing.awaitReached();
            reading.awaitReached();
            Tenant tenant = CacheWorld.tenant();
            assertThat(get(changing.node(0), tenant, "a", () -> Value.of("old")).text())
                    .isEqualTo("old");
            assertThat(get(reading.node(0), tenant, "a", () -> Value.of("asked again"))
                            .text())
                    .as("the value is in Redis")
                    .isEqualTo("old");
            String epoch = holder.epoch();

            wire.cut();
            Awaitility.await().atMost(LIMIT).until(() -> {
                invalidate(changing.node(0), tenant);
                return !changing.node(0).reached();
            });
            wire.mend();
            changing.awaitReached();

            String renewed = holder.epoch();
            assertThat(renewed).isNotEqualTo(epoch);
            // Without the new epoch the old value would be answered: this test would see it.
            holder.epoch(epoch);
            assertThat(get(reading.node(0), tenant, "a", () -> Value.of("new")).text())
                    .isEqualTo("old");
            holder.epoch(renewed);
            assertThat(get(reading.node(0), tenant, "a", () -> Value.of("new")).text())
                    .isEqualTo("new");
            assertThat(get(changing.node(0), tenant, "a", () -> Value.of("newer"))
                            .text())
                    .isEqualTo("new");
        }
    }

    /** Looks into Redis past the cache. */
    private record RedisHolder(RedisConnection connection) implements AutoCloseable {

        RedisHolder(String address) {
            this(RedisConnection.to(address));
        }

        private RBucket<String> bucket() {
            return connection.client().getBucket(CacheKeys.EPOCH, StringCodec.INSTANCE);
        }

        String epoch() {
            return bucket().get();
        }

        void epoch(String epoch) {
            bucket().set(epoch);
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    @Test
    void stopsAndStartsUnderTrafficWithoutAWrongAnswerOrAFailure() throws Exception {
        try (RedisForTests redis = new RedisForTests().start();
                CacheWorld world = new CacheWorld(redis.address(), 1, CacheKeys.OF_TENANT, PATIENCE)) {
            world.awaitReached();
            Tenant tenant = CacheWorld.tenant();
            AtomicLong truth = new AtomicLong();
            // Readers compare with what was said before they asked.
            AtomicLong said = new AtomicLong();
            AtomicBoolean over = new AtomicBoolean();
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            AtomicLong answers = new AtomicLong();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(Thread.ofPlatform().daemon().start(() -> {
                    while (!over.get()) {
                        long before = said.get();
                        try {
                            long seen = Long.parseLong(
                                    get(world.node(0), tenant, "a", () -> Value.of(String.valueOf(truth.get())))
                                            .text());
                            answers.incrementAndGet();
                            if (seen < before) {
                                wrong.add("answered " + seen + " after " + before + " was said");
                            }
                        } catch (RuntimeException e) {
                            wrong.add(e.toString());
                        }
                    }
                }));
            }
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                while (!over.get()) {
                    long next = truth.incrementAndGet();
                    invalidate(world.node(0), tenant);
                    said.set(next);
                }
            });
            try {
                for (int round = 0; round < 3; round++) {
                    long seen = answers.get();
                    redis.stop();
                    Awaitility.await().atMost(LIMIT).until(() -> answers.get() > seen + 500);
                    redis.start();
                    world.awaitReached();
                }
            } finally {
                over.set(true);
            }
            writer.join();
            for (Thread reader : readers) {
                reader.join();
            }

            assertThat(wrong.stream().limit(5)).isEmpty();
            assertThat(answers).hasValueGreaterThan(1_500);
        }
    }
}
