package com.adgenius.host.server.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The events of one database in one order, the same for every reader on every node. Sequences have no gap: an event can
 * be read only after all before it, so whoever remembers the last sequence it read misses nothing.
 */
public interface EventLog {

    /**
     * Appends an event; durable when it returns. An event of that id that is already there stays as it is.
     *
     * @param data JSON values: {@code Map, List, String, BigDecimal, Boolean}
     * @return its sequence
     */
    long append(String eventId, String type, int version, Instant time, Map<String, ?> data);

    /** The events after that sequence in their order, at most that many (1 to 500). */
    List<StoredEvent> after(long sequence, int limit);

    /** The sequence of the last event, 0 where there is none. */
    long last();

    /** The sequence of the first event that is still kept, 0 where there is none. */
    long first();

    /** The sequence after which the events follow that were stored at that time or later. */
    long lastBefore(Instant time);

    /**
     * Waits until there is an event after that sequence, at most that long. An event that another node appends is seen
     * within a second.
     *
     * @return whether there is one
     */
    boolean await(long sequence, Duration limit) throws InterruptedException;

    /**
     * Calls the listener soon after each append, from any thread; the listener must not block. Several appends may be
     * one call.
     */
    Subscription onAppend(Runnable listener);

    /**
     * Removes events that are older than the age, and the oldest beyond the number as far as they are older than
     * {@link #LEAST_AGE}; the last event always stays.
     *
     * @return how many were removed
     */
    long sweep(Duration age, int keep);

    /** How long every event is kept, so that whoever reconnects soon misses nothing. */
    Duration LEAST_AGE = Duration.ofHours(2);

    /** Ends the calls to a listener. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }
}
