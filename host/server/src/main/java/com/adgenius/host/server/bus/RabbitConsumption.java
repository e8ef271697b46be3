package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes messages from one queue of RabbitMQ, on a channel of its own that is opened again whenever it is lost. RabbitMQ
 * gives back what was taken on a lost channel; whatever of it is not begun yet is dropped here.
 */
final class RabbitConsumption implements Consumption {

    /** Among so many messages for each worker tenants take turns. */
    static final int PREFETCH_PER_WORKER = 4;

    private static final System.Logger LOG = System.getLogger(RabbitConsumption.class.getName());
    private static final int QUEUE_LIMIT = 100_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String queue;
    private final Taker taker;
    private final FairQueue<String, Taken> waiting = new FairQueue<>(QUEUE_LIMIT);
    private final List<Thread> workers = new ArrayList<>();
    private final RabbitChannelLoop loop;
    private final ReentrantLock settling = new ReentrantLock();
    private volatile boolean stopped;

    /** Does what is to be done with a message. */
    @FunctionalInterface
    interface Taker {

        /**
         * Handles it; whatever is to be sent elsewhere is sent when this returns.
         *
         * @return whether it is acknowledged; otherwise it goes back
         */
        boolean take(BasicProperties properties, String body);
    }

    private record Taken(Channel channel, long tag, BasicProperties properties, String body) {}

    RabbitConsumption(
            String queue,
            RabbitConnection connection,
            RabbitPublisher.Topology topology,
            int workerCount,
            Taker taker) {
        this.queue = requireNonNull(queue, "queue is null");
        this.taker = requireNonNull(taker, "taker is null");
        this.loop = new RabbitChannelLoop(queue, connection, channel -> {
            topology.declare(channel);
            channel.basicQos(workerCount * PREFETCH_PER_WORKER);
            channel.basicConsume(
                    queue,
                    false,
                    (_, delivery) -> offer(new Taken(
                            channel,
                            delivery.getEnvelope().getDeliveryTag(),
                            delivery.getProperties(),
                            new String(delivery.getBody(), StandardCharsets.UTF_8))),
                    _ -> loopAgain(channel));
        });
        for (int number = 1; number <= workerCount; number++) {
            workers.add(Thread.ofVirtual().name(queue + "-" + number).unstarted(this::work));
        }
    }

    void start() {
        workers.forEach(Thread::start);
        loop.start();
    }

    private void offer(Taken taken) {
        waiting.offer(RabbitHeaders.tenant(taken.properties()), taken);
    }

    /** The queue was deleted, or its leader is gone: the channel is no good any more. */
    private static void loopAgain(Channel channel) {
        try {
            channel.abort();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The channel is closed already", e);
        }
    }

    private void work() {
        while (!stopped) {
            try {
                handle(waiting.take());
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A message of " + queue + " was left to RabbitMQ", e);
            }
        }
    }

    private void handle(Taken taken) throws InterruptedException {
        if (!taken.channel().isOpen()) {
            return;
        }
        boolean acknowledged = false;
        try {
            acknowledged = taker.take(taken.properties(), taken.body());
        } catch (BusUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Message " + taken.properties().getMessageId() + " of " + queue + " goes back: " + e.getMessage());
            // Where RabbitMQ refuses what is sent, the same message would be back at once.
            Thread.sleep(RabbitChannelLoop.PAUSE);
        } finally {
            settle(taken, acknowledged);
        }
    }

    private void settle(Taken taken, boolean acknowledged) {
        settling.lock();
        try {
            if (acknowledged) {
                taken.channel().basicAck(taken.tag(), false);
            } else {
                taken.channel().basicNack(taken.tag(), false, true);
            }
        } catch (IOException | AlreadyClosedException e) {
            // RabbitMQ gives the message to somebody again, who finds that it is handled.
            LOG.log(System.Logger.Level.DEBUG, "A message of " + queue + " was not acknowledged", e);
        } finally {
            settling.unlock();
        }
    }

    /** The channel that messages come from now. */
    Optional<Channel> channel() {
        return loop.channel();
    }

    @Override
    public void stop() {
        stopped = true;
        waiting.close();
        loop.stop();
    }

    @Override
    public boolean join(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean ended = true;
        for (Thread worker : workers) {
            ended &= worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return ended;
    }

    @Override
    public void close() {
        stop();
        try {
            join(CLOSE_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
