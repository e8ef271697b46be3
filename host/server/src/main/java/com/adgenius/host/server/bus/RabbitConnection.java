package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection to RabbitMQ that is made anew when it is asked for a channel and was lost. Who holds a channel learns of the
 * loss by the channel, and asks again: nothing is restored behind anybody's back.
 */
final class RabbitConnection implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int CLOSE_MILLIS = 3_000;

    private final ConnectionFactory factory;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private long notBefore = System.nanoTime();
    private boolean closed;

    private RabbitConnection(ConnectionFactory factory, String name) {
        this.factory = factory;
        this.name = name;
    }

    /**
     * A connection to that address, which is made when it is first needed.
     *
     * @throws IllegalArgumentException when that is no address of RabbitMQ
     */
    static RabbitConnection to(String uri, String name) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(requireNonNull(uri, "uri is null"));
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "It must be like amqp://user:password@host:5672/ or amqps://…: " + e.getMessage(), e);
        }
        if (factory.getVirtualHost().isEmpty()) {
            // By the letter of AMQP's addresses a "/" at the end names a virtual host without a name, which nobody
            // means.
            factory.setVirtualHost(ConnectionFactory.DEFAULT_VHOST);
        }
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout((int) CONNECT_LIMIT.toMillis());
        factory.setHandshakeTimeout((int) CONNECT_LIMIT.toMillis());
        factory.setThreadFactory(
                Thread.ofPlatform().daemon().name("rabbitmq-", 0).factory());
        return new RabbitConnection(factory, name);
    }

    /**
     * A new channel.
     *
     * @throws BusUnavailableException when there is no connection now
     */
    Channel channel() {
        try {
            return open().openChannel()
                    .orElseThrow(() -> new BusUnavailableException("RabbitMQ gives no more channels"));
        } catch (IOException | ShutdownSignalException e) {
            throw new BusUnavailableException("RabbitMQ gives no channel: " + reason(e), e);
        }
    }

    private Connection open() {
        boolean mine = false;
        try {
            mine = lock.tryLock(CONNECT_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            if (!mine) {
                throw new BusUnavailableException("RabbitMQ is being connected to");
            }
            if (closed) {
                throw new BusUnavailableException("The bus is closed");
            }
            Connection current = connection;
            if (current != null && current.isOpen()) {
                return current;
            }
            if (System.nanoTime() - notBefore < 0) {
                throw new BusUnavailableException("RabbitMQ did not answer a moment ago");
            }
            return connect();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailableException("Interrupted while RabbitMQ was connected to", e);
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
    }

    private Connection connect() {
        try {
            Connection made = factory.newConnection(name);
            connection = made;
            return made;
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            notBefore = System.nanoTime() + PAUSE.toNanos();
            throw new BusUnavailableException("RabbitMQ cannot be connected to: " + reason(e), e);
        }
    }

    /** The library wraps what the server said. */
    static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Connection current = connection;
            if (current != null) {
                current.abort(CLOSE_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }
}
