package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Remembers answers of the database for a few seconds, so that what every request asks is not asked every time. A change
 * is seen by other nodes after that time at the latest.
 */
public final class ShortCache<K, V> {

    private final int limit;
    private final long nanos;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** A cache of at most so many answers, each for that time. */
    public ShortCache(int limit, Duration time) {
        this.limit = limit;
        this.nanos = time.toNanos();
    }

    /** The answer for the key; asked for where it is not known, or no longer. */
    public V get(K key, Function<? super K, ? extends V> question) {
        long now = System.nanoTime();
        Entry<V> known = entries.get(requireNonNull(key, "key is null"));
        if (known != null && now - known.at() < nanos) {
            return known.value();
        }
        if (entries.size() >= limit) {
            entries.values().removeIf(entry -> now - entry.at() >= nanos);
            if (entries.size() >= limit) {
                entries.clear();
            }
        }
        long before = changes.get();
        V value = question.apply(key);
        Entry<V> entry = new Entry<>(value, now);
        entries.put(key, entry);
        if (changes.get() != before) {
            // The answer may be from before the change that made somebody forget.
            entries.remove(key, entry);
        }
        return value;
    }

    /** Forgets everything, because something changed on this node. */
    public void clear() {
        changes.incrementAndGet();
        entries.clear();
    }

    /** Forgets the answers for those keys; one that is being asked for is not remembered either. */
    public void forget(Predicate<? super K> keys) {
        changes.incrementAndGet();
        entries.keySet().removeIf(keys);
    }

    private record Entry<V>(V value, long at) {}
}
