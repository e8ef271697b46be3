package com.adgenius.host.server.storage;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by the time they were made: UUID version 7 of RFC 9562 with a fraction of the millisecond in its twelve
 * {@code rand_a} bits (method 3 of section 6.2). Within a process each id is greater than the one before.
 */
public final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();
    private static final long EPOCH_NANOS = System.currentTimeMillis() * 1_000_000 - System.nanoTime();

    private TimeOrderedId() {}

    /** The next id, in lower-case hexadecimal with dashes. */
    public static String next() {
        long wanted = ticks(EPOCH_NANOS + System.nanoTime());
        long ticks = LAST.updateAndGet(last -> Math.max(last + 1, wanted));
        long high = (ticks >>> 12) << 16 | 0x7000 | (ticks & 0xfff);
        long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether the text has the form of such an id. */
    public static boolean isId(String text) {
        try {
            return text.length() == 36
                    && UUID.fromString(text).version() == 7
                    && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static long ticks(long nanos) {
        long fraction = Math.floorMod(nanos, 1_000_000L) * 4096 / 1_000_000;
        return Math.floorDiv(nanos, 1_000_000L) << 12 | fraction;
    }
}
