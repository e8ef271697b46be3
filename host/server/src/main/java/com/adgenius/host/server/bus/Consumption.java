package com.adgenius.host.server.bus;

import java.time.Duration;

/** A subscription being handled on this node. */
public interface Consumption extends AutoCloseable {

    /** Begins nothing new. */
    void stop();

    /**
     * Waits, after {@link #stop}, until what was begun is handled.
     *
     * @return false where it takes longer
     */
    boolean join(Duration limit) throws InterruptedException;

    /** Stops; whatever is not handled goes back. */
    @Override
    void close();
}
