package com.adgenius.host.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** Knows every class loader that a runtime opened, by weak references of its own, and which of them are not collected. */
final class Loaders implements RuntimeListener {

    private static final int ATTEMPTS = 40;
    private static final long LOOK_MILLIS = 100;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Map<Long, Opened> opened = new ConcurrentHashMap<>();

    /** The class loader of an instance. */
    private record Opened(String instance, WeakReference<ClassLoader> loader) {}

    @Override
    public void stateChanged(InstanceInformation information, InstanceState state) {
        ((Instance) information)
                .loaded()
                .ifPresent(loaded -> opened.computeIfAbsent(
                        information.number(),
                        ignored -> new Opened(
                                information.pluginId() + " " + information.version(),
                                new WeakReference<>(loaded.loader(), collected))));
    }

    /** How many there were. */
    int opened() {
        return opened.size();
    }

    /**
     * The instances whose loaders are still there after a bounded number of collections, asked for by a thread that holds
     * nothing of a plugin's on its stack.
     *
     * @param kept plugins and versions that still serve
     */
    List<String> uncollected(String... kept) throws Exception {
        FutureTask<List<String>> look = new FutureTask<>(() -> look(Set.of(kept)));
        Thread.ofPlatform().name("quiet").start(look);
        return look.get();
    }

    private List<String> look(Set<String> kept) throws InterruptedException {
        List<String> remaining = remaining(kept);
        for (int attempt = 0; attempt < ATTEMPTS && !remaining.isEmpty(); attempt++) {
            System.gc();
            collected.remove(LOOK_MILLIS);
            remaining = remaining(kept);
        }
        return remaining;
    }

    private List<String> remaining(Set<String> kept) {
        return opened.values().stream()
                .filter(entry -> !entry.loader().refersTo(null))
                .map(Opened::instance)
                .filter(instance -> !kept.contains(instance))
                .sorted()
                .toList();
    }
}
