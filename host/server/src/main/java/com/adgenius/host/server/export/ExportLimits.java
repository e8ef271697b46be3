package com.adgenius.host.server.export;

import java.time.Duration;

/**
 * Bounds of exports.
 *
 * @param kept how long one can be fetched
 * @param perDay how many a tenant may ask for within 24 hours
 * @param attempts how many workers may die of one, or fail at it
 * @param lease how long one is a worker's without a sign of life
 * @param files the most files in one; their list is held in memory until it is written, some 400 bytes each
 * @param bytes the most bytes of one, as it is stored
 */
public record ExportLimits(Duration kept, int perDay, int attempts, Duration lease, int files, long bytes) {

    /** What suits a company. */
    public static ExportLimits defaults() {
        return new ExportLimits(Duration.ofDays(7), 5, 3, Duration.ofSeconds(60), 250_000, 256L << 30);
    }
}
