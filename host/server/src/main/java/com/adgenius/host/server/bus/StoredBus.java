package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.MongoException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Delivers in this process, and keeps what is not handled yet in the public database. Nodes that share the database share
 * the work: each looks twice a second for what others published, and takes over what a node that fell silent had.
 */
public final class StoredBus implements EventBus {

    private static final System.Logger LOG = System.getLogger(StoredBus.class.getName());

    private final BusSettings settings;
    private final StoredMessages messages;
    private final DeadLetters deadLetters;
    private final MessageCodec codec = new MessageCodec();
    private final Map<String, Subscription<?>> declared = new ConcurrentHashMap<>();
    private final Map<String, StoredConsumption> consuming = new ConcurrentHashMap<>();
    private final List<Consumer<DomainEvent>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Set<String>> full = new AtomicReference<>(Set.of());
    private final Thread keeper;
    private volatile boolean closed;

    private StoredBus(BusSettings settings, StoredMessages messages, DeadLetters deadLetters) {
        this.settings = settings;
        this.messages = messages;
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
        this.keeper = Thread.ofVirtual().name("bus-keeper").unstarted(this::keep);
    }

    /** Opens the bus; what this node had when it died last goes back at once. */
    public static StoredBus open(BusSettings settings, MongoConnection mongo, DeadLetters deadLetters, Clock clock) {
        StoredMessages messages = new StoredMessages(mongo, settings, clock);
        messages.provision();
        messages.giveBackAll(settings.node());
        messages.beat();
        StoredBus bus = new StoredBus(settings, messages, deadLetters);
        bus.keeper.start();
        return bus;
    }

    @Override
    public void declare(Subscription<?> subscription) {
        declared.put(subscription.name(), subscription);
    }

    @Override
    public void publish(Message message) {
        String body = codec.encode(message);
        for (Subscription<?> subscription : declared.values()) {
            if (subscription.wants(message.event())) {
                add(subscription.name(), message.id(), message.tenant().orElse(""), body, false);
            }
        }
        for (Consumer<DomainEvent> listener : listeners) {
            Thread.ofVirtual().name("bus-listener").start(() -> listener.accept(message.event()));
        }
    }

    private void add(String queue, String messageId, String tenant, String body, boolean replayed) {
        if (closed) {
            throw new BusUnavailableException("The bus is closed");
        }
        if (full.get().contains(queue)) {
            throw new BusUnavailableException("More than " + settings.capacity() + " messages wait for " + queue
                    + "; nothing is taken until some" + " are handled");
        }
        try {
            StoredMessages.Waiting waiting = messages.add(queue, messageId, tenant, body, replayed);
            StoredConsumption consumption = consuming.get(queue);
            if (consumption != null) {
                consumption.offer(waiting);
            }
        } catch (MongoException | IllegalStateException e) {
            throw new BusUnavailableException("Message " + messageId + " could not be stored: " + e.getMessage(), e);
        }
    }

    @Override
    public <E extends DomainEvent> Consumption consume(Subscription<E> subscription, int workers, Handler<E> handler) {
        declare(subscription);
        StoredConsumption consumption = new StoredConsumption(
                subscription.name(),
                new Processor<>(subscription, handler, settings, codec),
                messages,
                deadLetters,
                settings.poll(),
                workers);
        consuming.put(subscription.name(), consumption);
        consumption.start();
        return consumption;
    }

    @Override
    public <E extends DomainEvent> void listen(EventType<E> type, Consumer<E> listener) {
        requireNonNull(listener, "listener is null");
        listeners.add(event -> {
            if (event.eventType().equals(type)) {
                listener.accept(type.shape().cast(event));
            }
        });
    }

    @Override
    public void replay(DeadLetter letter) {
        // Under an id of its own: the letter may be replayed while a copy of the message is still on its way.
        add(
                letter.subscription(),
                letter.messageId().orElse(letter.id()) + ":" + TimeOrderedId.next(),
                letter.tenant().orElse(""),
                letter.body(),
                true);
    }

    private void keep() {
        while (!closed) {
            try {
                messages.beat();
                for (String node : messages.silentNodes()) {
                    long returned = messages.giveBackAll(node);
                    messages.forget(node);
                    LOG.log(System.Logger.Level.INFO, "Node {0} fell silent; {1} messages go back", node, returned);
                }
                full.set(Set.copyOf(declared.keySet().stream()
                        .filter(queue -> messages.count(queue) >= settings.capacity())
                        .toList()));
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.log(System.Logger.Level.WARNING, "This node could not tell that it lives: " + e.getMessage());
                }
            }
            try {
                Thread.sleep(settings.lease().dividedBy(3));
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        consuming.values().forEach(Consumption::stop);
        consuming.values().forEach(Consumption::close);
        try {
            messages.giveBackAll(settings.node());
            messages.forget(settings.node());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "This node is forgotten when it was silent for long enough", e);
        }
    }
}
