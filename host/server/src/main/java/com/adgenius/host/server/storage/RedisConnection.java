package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/**
 * The connection to Redis, made at its first use. Redis holds nothing that cannot be lost: who uses it asks through
 * {@link #circuit}, and has another way where that gives nothing. A question that fails does so within about two seconds.
 */
public final class RedisConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 1_000;

    private final RedissonClient client;
    private final RedisCircuit circuit = new RedisCircuit(RedisCircuit.PAUSE);

    private RedisConnection(RedissonClient client) {
        this.client = client;
    }

    /**
     * Will connect to the address.
     *
     * @param uri {@code redis://[user:password@]host:port}, or {@code rediss://} for TLS
     * @throws IllegalArgumentException when the address has another form
     */
    public static RedisConnection to(String uri) {
        requireNonNull(uri, "uri is null");
        if (!uri.matches("rediss?://\\S+:\\d+(/\\d+)?")) {
            throw new IllegalArgumentException("The address of Redis must have the form redis://host:port");
        }
        Config config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(4);
        config.setNettyThreads(4);
        config.useSingleServer()
                .setAddress(uri)
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setTimeout(TIMEOUT_MILLIS)
                .setRetryAttempts(1)
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(100)))
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(16)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(8);
        return new RedisConnection(Redisson.create(config));
    }

    /** The client. */
    public RedissonClient client() {
        return client;
    }

    /** The one circuit of this connection: every question to Redis goes through it. */
    public RedisCircuit circuit() {
        return circuit;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
