package com.adgenius.host.runtime;

/** Chooses a canary's tenants: the same on every node and in every run, evenly, and independently for each version. */
final class CanaryHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private CanaryHash() {}

    /** FNV-1a over the text's UTF-16 units, then mixed. */
    static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** What a tenant's hash is combined with to place it on the scale of one version's canary. */
    static long seed(String pluginId, String version) {
        return of(pluginId + "\n" + version);
    }

    /** Where the tenant stands on the scale, 0 to 99: a canary of p percent serves those below p. */
    static int bucket(long seed, long tenant) {
        return (int) Math.unsignedMultiplyHigh(mix(seed ^ tenant), 100);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input changes half of the output's. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
