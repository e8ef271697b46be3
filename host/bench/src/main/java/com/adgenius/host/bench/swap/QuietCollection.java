package com.adgenius.host.bench.swap;

import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for collections from a thread of its own: plugin code inlined into a method on a stack keeps its loader for a while.
 *
 * @param loaders a set that holds them weakly
 * @param enough so few may be left to end early
 */
record QuietCollection(Set<ClassLoader> loaders, int enough) {

    private static final int COLLECTIONS = 40;

    /** How many are left. */
    long alive() throws InterruptedException {
        Thread quiet = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < COLLECTIONS && loaders.size() > enough; i++) {
                System.gc();
                LockSupport.parkNanos(100_000_000);
            }
        });
        quiet.join();
        return loaders.size();
    }
}
