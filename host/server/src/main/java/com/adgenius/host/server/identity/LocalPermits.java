package com.adgenius.host.server.identity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Permits that this process counts for itself: a sliding window for each key, for the keys that were used last. */
final class LocalPermits implements Permits {

    private static final int KEYS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Long>> taken = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > KEYS;
        }
    };
    private final LongSupplier nanoTime;

    LocalPermits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean take(String key, int count, Duration window) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Deque<Long> times = taken.computeIfAbsent(key, _ -> new ArrayDeque<>());
            while (!times.isEmpty() && now - times.peekFirst() >= window.toNanos()) {
                times.removeFirst();
            }
            if (times.size() >= count) {
                return false;
            }
            times.addLast(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack(String key) {
        lock.lock();
        try {
            Deque<Long> times = taken.get(key);
            if (times != null) {
                times.pollLast();
            }
        } finally {
            lock.unlock();
        }
    }
}
