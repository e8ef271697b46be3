package com.adgenius.host.server.creative;

/** The host's own stages of a creative's work; in between, its generator says in its own words what it does. */
public final class Stage {

    /** It waits for a worker. */
    public static final String QUEUED = "queued";

    /** A worker has it, and its generator has said nothing yet. */
    public static final String RUNNING = "running";

    /** Its generator is done; what it made is checked and stored. */
    public static final String STORING = "storing";

    /** Its content is complete. */
    public static final String READY = "ready";

    /** The most that a generator is believed to have done: the rest is the host's. */
    public static final double GENERATED = 0.98;

    /** How far the work is while its result is stored. */
    public static final double STORED = 0.99;

    private Stage() {}
}
