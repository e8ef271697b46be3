package com.adgenius.host.server.cache;

import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.RedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Caches of several nodes over one Redis, and tenants that use them. */
final class CacheWorld implements AutoCloseable {

    static final CacheGroup<Value> GROUP = new CacheGroup<>("test_values", Value.class, Duration.ofMinutes(1), 1_000);

    private final List<RedisConnection> connections;
    private final List<RedisCache> nodes;

    /** Nodes whose patience a busy machine does not try. */
    CacheWorld(String address, int nodes, CacheKeys keys) {
        this(address, nodes, keys, Duration.ofSeconds(10));
    }

    CacheWorld(String address, int nodes, CacheKeys keys, Duration patience) {
        this.connections = IntStream.range(0, nodes)
                .mapToObj(_ -> RedisConnection.to(address))
                .toList();
        this.nodes = connections.stream()
                .map(connection -> new RedisCache(connection, Json.mapper(), keys, patience))
                .toList();
    }

    /** A value with what JSON can get wrong. */
    record Value(String text, long number, Instant time, Optional<String> maybe, Map<String, Long> counts) {

        static Value of(String text) {
            return new Value(
                    text, 42, Instant.parse("2026-11-24T12:00:00.123Z"), Optional.empty(), Map.of("ready", 3L));
        }
    }

    /** Finds values out and counts how often. */
    static final class Source implements Supplier<Value> {

        final AtomicInteger asked = new AtomicInteger();
        volatile String text = "first";

        @Override
        public Value get() {
            asked.incrementAndGet();
            return Value.of(text);
        }
    }

    RedisCache node(int number) {
        return nodes.get(number);
    }

    void awaitReached() {
        nodes.forEach(node -> Awaitility.await().atMost(Duration.ofSeconds(20)).until(node::reached));
    }

    static Tenant tenant() {
        String slug = "c" + UUID.randomUUID().toString().substring(0, 8);
        return new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());
    }

    static <T> T in(Tenant tenant, Callable<T> work) {
        try {
            return TenantScope.call(tenant, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Value get(Cache cache, Tenant tenant, String key, Supplier<Value> source) {
        return in(tenant, () -> cache.get(GROUP, key, source));
    }

    static void invalidate(Cache cache, Tenant tenant) {
        TenantScope.run(tenant, () -> cache.invalidate(GROUP));
    }

    @Override
    public void close() {
        nodes.forEach(RedisCache::close);
        connections.forEach(RedisConnection::close);
    }
}
