package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Publishes with confirms and the mandatory flag: any number of threads at once, over one channel. */
final class RabbitPublisher {

    /** The most publications that wait for their confirm. */
    private static final int OUTSTANDING = 1_000;

    private final RabbitConnection connection;
    private final Topology topology;
    private final Duration limit;
    private final Semaphore room = new Semaphore(OUTSTANDING);
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Confirms> confirms = Optional.empty();

    /** Declares what is published to. */
    @FunctionalInterface
    interface Topology {

        void declare(Channel channel) throws IOException;
    }

    RabbitPublisher(RabbitConnection connection, Topology topology, Duration limit) {
        this.connection = requireNonNull(connection, "connection is null");
        this.topology = requireNonNull(topology, "topology is null");
        this.limit = requireNonNull(limit, "limit is null");
    }

    /**
     * Publishes, and waits for the confirm.
     *
     * @return whether a queue took it
     * @throws BusUnavailableException when it is not confirmed
     */
    boolean publish(String exchange, String routingKey, BasicProperties.Builder properties, byte[] body) {
        try {
            if (!room.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BusUnavailableException("RabbitMQ has confirmed nothing for " + limit.toSeconds() + " s");
            }
            try {
                return send(exchange, routingKey, properties, body).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailableException("Interrupted before RabbitMQ confirmed", e);
        } catch (TimeoutException e) {
            throw new BusUnavailableException("RabbitMQ did not confirm within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new BusUnavailableException("RabbitMQ did not confirm: " + RabbitConnection.reason(e), e);
        }
    }

    private CompletableFuture<Boolean> send(
            String exchange, String routingKey, BasicProperties.Builder properties, byte[] body) {
        lock.lock();
        try {
            Confirms current = confirms.filter(Confirms::open).orElseGet(this::reopen);
            return current.publish(exchange, routingKey, properties, body);
        } catch (IOException | AlreadyClosedException e) {
            throw new BusUnavailableException("RabbitMQ was lost: " + RabbitConnection.reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    private Confirms reopen() {
        Channel channel = connection.channel();
        try {
            topology.declare(channel);
            Confirms opened = new Confirms(channel);
            confirms = Optional.of(opened);
            return opened;
        } catch (IOException | AlreadyClosedException e) {
            throw new BusUnavailableException("RabbitMQ refused what is declared: " + RabbitConnection.reason(e), e);
        }
    }

    /** A channel with what waits for its confirm. */
    private static final class Confirms {

        private final Channel channel;
        private final ConcurrentNavigableMap<Long, Outstanding> outstanding = new ConcurrentSkipListMap<>();

        private record Outstanding(CompletableFuture<Boolean> confirmed, CompletableFuture<Boolean> returned) {}

        Confirms(Channel channel) throws IOException {
            this.channel = channel;
            channel.addReturnListener(returned -> Optional.ofNullable(outstanding.get(
                            Long.valueOf(returned.getProperties().getCorrelationId())))
                    .ifPresent(publication -> publication.returned().complete(true)));
            channel.addConfirmListener(this::acknowledged, this::refused);
            channel.addShutdownListener(cause -> {
                outstanding
                        .values()
                        .forEach(publication -> publication.confirmed().completeExceptionally(cause));
                outstanding.clear();
            });
            channel.confirmSelect();
        }

        boolean open() {
            return channel.isOpen();
        }

        CompletableFuture<Boolean> publish(
                String exchange, String routingKey, BasicProperties.Builder properties, byte[] body)
                throws IOException {
            long number = channel.getNextPublishSeqNo();
            Outstanding publication = new Outstanding(new CompletableFuture<>(), new CompletableFuture<>());
            outstanding.put(number, publication);
            channel.basicPublish(
                    exchange,
                    routingKey,
                    true,
                    properties.correlationId(Long.toString(number)).build(),
                    body);
            if (!channel.isOpen()) {
                publication.confirmed().completeExceptionally(new IOException("The channel was closed"));
            }
            return publication.confirmed();
        }

        private void acknowledged(long number, boolean multiple) {
            Map<Long, Outstanding> confirmed = upTo(number, multiple);
            confirmed
                    .values()
                    .forEach(publication -> publication
                            .confirmed()
                            .complete(!publication.returned().isDone()));
            confirmed.clear();
        }

        private void refused(long number, boolean multiple) {
            Map<Long, Outstanding> refused = upTo(number, multiple);
            refused.values()
                    .forEach(publication -> publication
                            .confirmed()
                            .completeExceptionally(new IOException("A queue is full, or cannot take anything now")));
            refused.clear();
        }

        private ConcurrentNavigableMap<Long, Outstanding> upTo(long number, boolean multiple) {
            return multiple ? outstanding.headMap(number, true) : outstanding.subMap(number, true, number, true);
        }
    }
}
