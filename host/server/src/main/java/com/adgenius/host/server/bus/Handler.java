package com.adgenius.host.server.bus;

/** Handles the events of a subscription. The same event may come twice, also at the same time on two nodes. */
@FunctionalInterface
public interface Handler<E extends DomainEvent> {

    /**
     * Handles one event. It is acknowledged after this has returned, so a node that dies in it gives the event back.
     *
     * @throws Exception when it failed; it is delivered again after growing pauses, as often as the subscription allows
     */
    Verdict handle(E event, Delivery delivery) throws Exception;

    /**
     * Hears that an event failed for the last time, before it becomes a dead letter. Where this fails, the event is
     * delivered once more instead.
     */
    default void givenUp(E event, Delivery delivery, String reason) throws Exception {}
}
