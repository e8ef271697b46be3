package com.adgenius.host.server.creative;

/** Who works on creatives. A lost call costs time only: the document says what is to be done. */
public interface JobQueue {

    /** A creative of the tenant in scope was ended by somebody; a worker that is at it stops. */
    void ended(String creativeId);

    /**
     * Does now what is left to do for a creative of the tenant in scope: it is handed to the workers, its events are told,
     * and once it has ended its metering, video operations and media are settled.
     *
     * @return whether nothing is left
     */
    boolean settle(String creativeId) throws InterruptedException;

    /**
     * How long it is until a creative of the tenant in scope is ready: from its place among what waits, the workers of all
     * nodes, and how long its generator took before. One that is not stored yet, or has ended, is taken as one that is asked
     * for now.
     */
    Estimate estimate(Creative creative);
}
