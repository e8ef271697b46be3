package com.adgenius.host.app.testing;

import com.adgenius.host.app.HostConfiguration;
import com.adgenius.host.app.HostConfiguration.Limits;
import java.time.Duration;

/** A host that looks several times a second for what is to be done. */
public final class QuickHost {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private QuickHost() {}

    /** One over the shared servers; close it. */
    public static HostUnderTest start() {
        return HostUnderTest.start(QuickHost::quick);
    }

    private static HostConfiguration quick(HostConfiguration usual) {
        Limits limits = usual.limits();
        return usual.toBuilder()
                .limits(new Limits(
                        limits.jobWorkers(),
                        limits.jobLease(),
                        INTERVAL,
                        limits.grace(),
                        limits.maxConcurrentRequests(),
                        limits.maxConnections(),
                        limits.mediaBytes()))
                .build();
    }
}
