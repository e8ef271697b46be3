package com.adgenius.host.bench;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/** The class loaders that a bench has seen, held weakly: which of them are not collected. */
public final class Loaders {

    private static final int COLLECTIONS = 40;
    private static final long PAUSE = 100_000_000; // ns

    private final Set<ClassLoader> seen = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Remembers the loader of an object's class. */
    public void see(Object object) {
        seen.add(object.getClass().getClassLoader());
    }

    /**
     * How many are left after collections that are asked for from a quiet thread: plugin code inlined into a method on a
     * stack keeps its loader for a while.
     *
     * @param held so many are held on purpose, and need no further collection
     */
    public long aliveAfterCollection(int held) throws InterruptedException {
        Thread quiet = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < COLLECTIONS && seen.size() > held; i++) {
                System.gc();
                LockSupport.parkNanos(PAUSE);
            }
        });
        quiet.join();
        return seen.size();
    }
}
