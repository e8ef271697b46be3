package com.adgenius.host.bench.lifecycle;

import com.adgenius.host.bench.ApiOnlyLoader;
import com.adgenius.host.bench.payload.PayloadGreeter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Class loaders that should be gone. */
final class Loaders {

    private static final int COLLECTIONS = 20;

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    void add(WeakReference<ClassLoader> loader) {
        loaders.add(loader);
    }

    /** Adds one that is held: by the class that is returned. */
    Class<?> plant(Path jar) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new ApiOnlyLoader())) {
            add(new WeakReference<>(loader));
            return loader.loadClass(PayloadGreeter.class.getName());
        }
    }

    /**
     * How many are left after collections that were asked for from a quiet thread: plugin code inlined into a method on a
     * stack keeps its loader for a while.
     */
    long aliveAfterCollection() throws InterruptedException {
        long[] alive = {loaders.size()};
        Thread quiet = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < COLLECTIONS && alive[0] > 1; i++) {
                System.gc();
                LockSupport.parkNanos(50_000_000);
                alive[0] =
                        loaders.stream().filter(loader -> loader.get() != null).count();
            }
        });
        quiet.join();
        return alive[0];
    }
}
