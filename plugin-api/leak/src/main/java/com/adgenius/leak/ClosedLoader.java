package com.adgenius.leak;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;

/** A closed class loader that is to be collected. Keeps nothing of it but its name. */
public final class ClosedLoader extends WeakReference<ClassLoader> {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    /** Tells this object from others of its class in a heap dump, where its referent is the loader that is looked for. */
    final long token = SEQUENCE.incrementAndGet();

    private final String name;

    private ClosedLoader(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
        super(loader, queue);
        this.name = String.valueOf(loader.getName());
    }

    /**
     * Watches a loader.
     *
     * @param queue gets the returned reference when the loader is collected
     */
    public static ClosedLoader of(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
        return new ClosedLoader(loader, queue);
    }

    /** The loader's name. */
    public String name() {
        return name;
    }
}
