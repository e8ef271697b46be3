package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The exchanges and queues of a {@link RabbitBus}. All queues but a node's own are quorum queues.
 *
 * <ol>
 *   <li>{@code <namespace>.events}: the topic exchange that events are published to.
 *   <li>{@code <namespace>.<subscription>}: the queue of each subscription. Full, it refuses; what comes back unhandled
 *       too often goes to the dead letters.
 *   <li>{@code <namespace>.delay.<milliseconds>}: one exchange and one queue for each pause. A message waits there for the
 *       queue's time to live, then goes to the queue that its routing key names.
 *   <li>{@code <namespace>.dead}: the exchange and the queue of dead letters on their way to the database.
 * </ol>
 */
final class RabbitNames {

    private final BusSettings settings;

    RabbitNames(BusSettings settings) {
        this.settings = requireNonNull(settings, "settings is null");
    }

    String events() {
        return settings.namespace() + ".events";
    }

    String dead() {
        return settings.namespace() + ".dead";
    }

    String queue(String subscription) {
        return settings.namespace() + "." + subscription;
    }

    /** The subscription whose queue that is. */
    Optional<String> subscription(String queue) {
        String prefix = settings.namespace() + ".";
        return queue.startsWith(prefix) ? Optional.of(queue.substring(prefix.length())) : Optional.empty();
    }

    String delay(Duration pause) {
        return settings.namespace() + ".delay." + pause.toMillis();
    }

    /** Declares what does not belong to one subscription; done twice it has the effect of once. */
    void declareCommon(Channel channel) throws IOException {
        channel.exchangeDeclare(events(), BuiltinExchangeType.TOPIC, true);
        channel.exchangeDeclare(dead(), BuiltinExchangeType.FANOUT, true);
        channel.queueDeclare(dead(), true, false, false, Map.of("x-queue-type", "quorum"));
        channel.queueBind(dead(), dead(), "");
        for (Duration pause : settings.pauses()) {
            String name = delay(pause);
            channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true);
            Map<String, Object> arguments = bounded();
            arguments.put("x-message-ttl", pause.toMillis());
            arguments.put("x-dead-letter-exchange", "");
            arguments.put("x-dead-letter-strategy", "at-least-once");
            channel.queueDeclare(name, true, false, false, arguments);
            channel.queueBind(name, name, "");
        }
    }

    /** Declares a subscription's queue; done twice it has the effect of once. */
    void declare(Channel channel, Subscription<?> subscription) throws IOException {
        String queue = queue(subscription.name());
        Map<String, Object> arguments = bounded();
        arguments.put("x-dead-letter-exchange", dead());
        arguments.put("x-dead-letter-strategy", "at-least-once");
        // Our own count comes first; this is for a message that ends the process before anybody can count.
        arguments.put("x-delivery-limit", 2 * Processor.RETURNS);
        channel.queueDeclare(queue, true, false, false, arguments);
        channel.queueBind(queue, events(), binding(subscription));
    }

    private Map<String, Object> bounded() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-max-length", settings.capacity());
        arguments.put("x-overflow", "reject-publish");
        return arguments;
    }

    static String binding(Subscription<?> subscription) {
        String type = subscription.type().name();
        return subscription.qualifier().map(qualifier -> type + "." + qualifier).orElse(type + ".#");
    }

    static String binding(EventType<?> type) {
        return type.name() + ".#";
    }
}
