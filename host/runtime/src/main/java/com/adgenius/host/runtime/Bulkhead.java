package com.adgenius.host.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the calls of one entry that run in one plugin at once, and those that wait for their turn. */
final class Bulkhead {

    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int waitingLimit;
    private final long patience;

    Bulkhead(Entry entry) {
        permits = new Semaphore(entry.concurrency());
        waitingLimit = entry.waiting();
        patience = entry.patience().toNanos();
    }

    /** Takes a place, after waiting for one at most as long as the entry says; false when there was none. */
    boolean enter() throws InterruptedException {
        if (permits.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > waitingLimit) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return permits.tryAcquire(patience, TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        permits.release();
    }
}
