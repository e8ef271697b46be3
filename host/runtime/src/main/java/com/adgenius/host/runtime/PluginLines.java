package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one change of a plugin happen at a time, and changes of different plugins side by side. */
final class PluginLines {

    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Duration patience;

    /** A change that waits longer than that for others of its plugin is given up. */
    PluginLines(Duration patience) {
        this.patience = patience;
    }

    /** Waits for the plugin's line; false when others take too long. */
    boolean enter(String pluginId) throws InterruptedException {
        return locks.computeIfAbsent(pluginId, ignored -> new ReentrantLock())
                .tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave(String pluginId) {
        locks.get(pluginId).unlock();
    }
}
