package com.adgenius.host.server.bus;

import java.util.function.Consumer;

/** Publishes events and delivers them to whoever subscribed, on this node or another. */
public interface EventBus extends AutoCloseable {

    /**
     * Keeps the subscription's events from now on, whether a node handles them or not. Each node declares the same ones
     * when it starts; declaring twice has the effect of once.
     *
     * @throws BusUnavailableException when that cannot be done now
     */
    void declare(Subscription<?> subscription);

    /**
     * Publishes an event. When this returns it is kept for each subscription that wants it.
     *
     * @throws BusUnavailableException when that is not certain; publish it again then, under the same id
     */
    void publish(Message message);

    /**
     * Handles the subscription's events on this node until the answer is closed. Tenants take turns among what this node
     * has at hand.
     *
     * @param workers how many at once
     */
    <E extends DomainEvent> Consumption consume(Subscription<E> subscription, int workers, Handler<E> handler);

    /**
     * Hears of events on this node while the bus is open, besides whoever subscribed: each node hears of each. A hint:
     * what is published while the bus is away is not heard, and in-process delivery reaches this process alone.
     *
     * @param listener called on a thread of its own for each event; must not block for long
     */
    <E extends DomainEvent> void listen(EventType<E> type, Consumer<E> listener);

    /**
     * Delivers a dead letter to its subscription again, as if for the first time.
     *
     * @throws BusUnavailableException when that is not certain
     */
    void replay(DeadLetter letter);

    /** Ends every consumption and gives back what was not handled. */
    @Override
    void close();
}
