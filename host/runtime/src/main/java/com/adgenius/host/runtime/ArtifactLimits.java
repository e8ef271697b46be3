package com.adgenius.host.runtime;

/**
 * The most an artifact may hold.
 *
 * @param size of the jar, in bytes
 * @param entries in the jar
 * @param inflatedSize of one jar's entries together, in bytes
 * @param inflationRatio the most an entry above 1 MiB may grow when it is inflated
 */
public record ArtifactLimits(long size, int entries, long inflatedSize, int inflationRatio) {

    public ArtifactLimits {
        if (size < 1 || entries < 1 || inflatedSize < 1 || inflationRatio < 1) {
            throw new IllegalArgumentException("A limit of an artifact is below 1: " + size + ", " + entries + ", "
                    + inflatedSize + ", " + inflationRatio);
        }
    }

    /** 256 MiB, 50,000 entries, 1 GiB inflated, ratio 200: roomy for a plugin that brings its libraries and media. */
    public static ArtifactLimits defaults() {
        return new ArtifactLimits(256L << 20, 50_000, 1L << 30, 200);
    }
}
