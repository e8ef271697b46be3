package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Keeps a channel open that somebody consumes from: opens it, waits until it is lost, and opens the next. */
final class RabbitChannelLoop {

    /** Before a lost channel is opened again. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(RabbitChannelLoop.class.getName());

    private final String name;
    private final RabbitConnection connection;
    private final RabbitPublisher.Topology opening;
    private final Thread thread;
    private volatile Optional<Channel> channel = Optional.empty();
    private volatile boolean stopped;
    private boolean told;

    /** A loop that does so with each channel that it opens. */
    RabbitChannelLoop(String name, RabbitConnection connection, RabbitPublisher.Topology opening) {
        this.name = requireNonNull(name, "name is null");
        this.connection = requireNonNull(connection, "connection is null");
        this.opening = requireNonNull(opening, "opening is null");
        this.thread = Thread.ofVirtual().name(name + "-channel").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopped) {
            try {
                open().await();
            } catch (IOException | AlreadyClosedException | BusUnavailableException e) {
                failed(e);
            } catch (InterruptedException _) {
                return;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private CountDownLatch open() throws IOException {
        CountDownLatch lost = new CountDownLatch(1);
        Channel opened = connection.channel();
        opened.addShutdownListener(_ -> lost.countDown());
        channel = Optional.of(opened);
        try {
            opening.declare(opened);
        } catch (IOException | RuntimeException e) {
            opened.abort();
            throw e;
        }
        told = false;
        return lost;
    }

    /** Said once for each loss, not twice a second. */
    private void failed(Exception e) {
        if (!told && !stopped) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Nothing comes from " + name + " at the moment; trying again: " + RabbitConnection.reason(e));
            told = true;
        }
    }

    Optional<Channel> channel() {
        return channel;
    }

    /** Opens no channel any more; what was taken on the last one can still be acknowledged. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    /** Closes the channel, so that RabbitMQ gives what was taken on it to others. */
    void close() {
        stop();
        channel.ifPresent(open -> {
            try {
                open.abort();
            } catch (IOException | AlreadyClosedException e) {
                LOG.log(System.Logger.Level.DEBUG, "The channel of " + name + " is closed already", e);
            }
        });
    }
}
