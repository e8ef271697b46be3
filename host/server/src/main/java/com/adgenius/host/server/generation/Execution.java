package com.adgenius.host.server.generation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker's call of a generator, which others may end. The worker is interrupted in the call only, never in a write. */
final class Execution {

    private final Thread worker;
    private @Nullable End end;
    private boolean calling;

    Execution(Thread worker) {
        this.worker = worker;
    }

    /** Why a call was ended. */
    enum End {
        /** The job was cancelled, or is another worker's. */
        NO_LONGER_OURS,
        /** The node stops. */
        STOPPING
    }

    /** The call begins; false where it was ended before. */
    synchronized boolean begin() {
        calling = end == null;
        return calling;
    }

    /** The call is over; no interruption comes any more, and one that came too late is forgotten. */
    synchronized void over() {
        calling = false;
        Thread.interrupted();
    }

    /** Ends the call; the first reason counts. */
    synchronized void end(End why) {
        if (end == null) {
            end = why;
        }
        if (calling) {
            worker.interrupt();
        }
    }

    synchronized Optional<End> ended() {
        return Optional.ofNullable(end);
    }
}
