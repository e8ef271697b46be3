package com.adgenius.host.runtime;

/**
 * Whether the runtime can go on for long.
 *
 * @param draining retired instances that still drain
 * @param stuck instances that a thread did not come back from
 * @param leaks closed instances that were not collected
 * @param leakLimit the most leaks and stuck instances together with which the node is ready
 */
public record RuntimeHealth(int draining, int stuck, int leaks, int leakLimit) {

    /** Whether the node is ready: its leaks and stuck instances are within the limit. */
    public boolean ready() {
        return stuck + leaks <= leakLimit;
    }
}
