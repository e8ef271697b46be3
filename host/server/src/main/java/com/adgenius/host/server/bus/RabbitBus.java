package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.MongoException;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Events by RabbitMQ. Lost connections are made anew by whoever needs one; until then publishing fails, so that outboxes
 * keep what they hold, and consumers wait. See {@link RabbitNames} for the queues.
 */
public final class RabbitBus implements EventBus {

    private static final System.Logger LOG = System.getLogger(RabbitBus.class.getName());

    private final BusSettings settings;
    private final RabbitNames names;
    private final RabbitConnection publishing;
    private final RabbitConnection consuming;
    private final RabbitPublisher publisher;
    private final DeadLetters deadLetters;
    private final MessageCodec codec = new MessageCodec();
    private final Map<String, Subscription<?>> declared = new ConcurrentHashMap<>();
    private final List<RabbitConsumption> consumptions = new CopyOnWriteArrayList<>();
    private final List<RabbitChannelLoop> listening = new CopyOnWriteArrayList<>();

    private RabbitBus(BusSettings settings, String uri, DeadLetters deadLetters) {
        this.settings = requireNonNull(settings, "settings is null");
        this.names = new RabbitNames(settings);
        this.publishing = RabbitConnection.to(uri, settings.node() + " publishes");
        this.consuming = RabbitConnection.to(uri, settings.node() + " consumes");
        this.publisher = new RabbitPublisher(publishing, this::declareAll, settings.confirm());
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
    }

    /**
     * Opens the bus.
     *
     * @throws IllegalArgumentException when that is no address of RabbitMQ
     * @throws BusUnavailableException when RabbitMQ does not answer there
     */
    public static RabbitBus open(BusSettings settings, String uri, DeadLetters deadLetters) {
        RabbitBus bus = new RabbitBus(settings, uri, deadLetters);
        boolean opened = false;
        try {
            bus.declareNow(bus::declareAll);
            // One at a time: letters are few, and each is a write to the database.
            bus.begin(new RabbitConsumption(bus.names.dead(), bus.consuming, bus::declareAll, 1, bus::keep));
            opened = true;
            return bus;
        } finally {
            if (!opened) {
                bus.close();
            }
        }
    }

    private RabbitConsumption begin(RabbitConsumption consumption) {
        consumptions.add(consumption);
        consumption.start();
        return consumption;
    }

    private void declareAll(Channel channel) throws IOException {
        names.declareCommon(channel);
        for (Subscription<?> subscription : declared.values()) {
            names.declare(channel, subscription);
        }
    }

    private void declareNow(RabbitPublisher.Topology topology) {
        Channel channel = publishing.channel();
        try {
            topology.declare(channel);
            channel.close();
        } catch (IOException | TimeoutException e) {
            throw new BusUnavailableException("RabbitMQ refused what is declared: " + RabbitConnection.reason(e), e);
        }
    }

    @Override
    public void declare(Subscription<?> subscription) {
        // Known first: where RabbitMQ is away now, it is declared with the rest when it is back.
        declared.put(subscription.name(), subscription);
        declareNow(channel -> names.declare(channel, subscription));
    }

    @Override
    public void publish(Message message) {
        DomainEvent event = message.event();
        boolean taken = publisher.publish(
                names.events(),
                event.topic(),
                RabbitHeaders.first(message.id(), message.tenant().orElse(""), false),
                bytes(codec.encode(message)));
        if (!taken && declared.values().stream().anyMatch(subscription -> subscription.wants(event))) {
            declareNow(this::declareAll);
            throw new BusUnavailableException(
                    "No queue took " + event.topic() + ": RabbitMQ had forgotten what was declared");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <E extends DomainEvent> Consumption consume(Subscription<E> subscription, int workers, Handler<E> handler) {
        declared.put(subscription.name(), subscription);
        Processor<E> processor = new Processor<>(subscription, handler, settings, codec);
        String queue = names.queue(subscription.name());
        return begin(new RabbitConsumption(queue, consuming, this::declareAll, workers, (properties, body) -> {
            Incoming incoming = RabbitHeaders.incoming(properties, body);
            end(queue, properties, incoming, processor.process(incoming));
            return true;
        }));
    }

    private void end(String queue, BasicProperties properties, Incoming incoming, Ending ending) {
        switch (ending) {
            case Ending.Acknowledged _ -> {}
            case Ending.Again again ->
                requireTaken(
                        publisher.publish(
                                names.delay(again.pause()),
                                queue,
                                RabbitHeaders.again(properties, incoming, again.tries()),
                                bytes(incoming.body())),
                        queue);
            case Ending.Dead(DeadLetters.Cause cause) ->
                requireTaken(
                        publisher.publish(
                                names.dead(),
                                queue,
                                RabbitHeaders.dead(properties, queue, cause),
                                bytes(incoming.body())),
                        queue);
        }
    }

    private void requireTaken(boolean taken, String queue) {
        if (!taken) {
            declareNow(this::declareAll);
            throw new BusUnavailableException(
                    "A message of " + queue + " found no queue: RabbitMQ had forgotten what was declared");
        }
    }

    /** From the queue of dead letters into the database, where administrators see them. */
    private boolean keep(BasicProperties properties, String body) {
        String subscription =
                names.subscription(RabbitHeaders.deadQueue(properties)).orElse("unknown");
        try {
            deadLetters.keep(subscription, body, RabbitHeaders.cause(properties));
            return true;
        } catch (MongoException | IllegalStateException e) {
            throw new BusUnavailableException("A dead letter could not be stored: " + e.getMessage(), e);
        }
    }

    @Override
    public <E extends DomainEvent> void listen(EventType<E> type, Consumer<E> listener) {
        requireNonNull(listener, "listener is null");
        RabbitChannelLoop loop = new RabbitChannelLoop(type.name() + " at " + settings.node(), consuming, channel -> {
            names.declareCommon(channel);
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, names.events(), RabbitNames.binding(type));
            channel.basicConsume(
                    queue,
                    true,
                    (_, delivery) -> hear(type, listener, new String(delivery.getBody(), StandardCharsets.UTF_8)),
                    _ -> channel.abort());
        });
        listening.add(loop);
        loop.start();
    }

    private <E extends DomainEvent> void hear(EventType<E> type, Consumer<E> listener, String body) {
        try {
            E event = type.shape().cast(codec.decode(body).event());
            Thread.ofVirtual().name("bus-listener").start(() -> listener.accept(event));
        } catch (UnreadableMessageException | ClassCastException e) {
            // A hint alone: whoever listens also looks for itself.
            LOG.log(System.Logger.Level.INFO, "A hint of " + type.name() + " was not understood: " + e.getMessage());
        }
    }

    @Override
    public void replay(DeadLetter letter) {
        String queue = names.queue(letter.subscription());
        boolean taken = publisher.publish(
                "",
                queue,
                RabbitHeaders.first(
                        letter.messageId().orElseGet(TimeOrderedId::next),
                        letter.tenant().orElse(""),
                        true),
                bytes(letter.body()));
        requireTaken(taken, queue);
    }

    @Override
    public void close() {
        consumptions.forEach(Consumption::stop);
        consumptions.forEach(Consumption::close);
        listening.forEach(RabbitChannelLoop::close);
        consuming.close();
        publishing.close();
    }
}
