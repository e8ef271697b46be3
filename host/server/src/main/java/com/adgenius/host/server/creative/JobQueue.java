package com.adgenius.host.server.creative;

/** Who works on creatives. A lost call costs time only: the document says what is to be done. */
public interface JobQueue {

    /** A creative of the tenant in scope waits for a worker. */
    void queued(Creative creative);

    /** A creative of the tenant in scope was ended by somebody; a worker that is at it stops. */
    void ended(String creativeId);

    /**
     * Does now what is left to do for an ended creative of the tenant in scope: events, metering, video operations, media.
     *
     * @return whether nothing is left
     */
    boolean settle(String creativeId) throws InterruptedException;
}
