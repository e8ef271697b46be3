package com.adgenius.host.server.context;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One client for all plugins, made when the first of them asks for a host: a client reads every certificate authority that
 * this Java trusts, which a start without such a plugin need not wait for.
 */
final class SharedHttpClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Lock lock = new ReentrantLock();
    private @Nullable HttpClient client;
    private boolean closed;

    /**
     * The client.
     *
     * @throws IllegalStateException when this is closed
     */
    HttpClient client() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The host is stopping");
            }
            if (client == null) {
                client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) {
                client.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
