package com.adgenius.host.app.leaving;

import com.adgenius.host.app.HostConfiguration;
import com.adgenius.host.app.HostConfiguration.Limits;
import com.adgenius.host.app.testing.HostUnderTest;
import java.time.Duration;

/** A host that looks several times a second for what is to be done. */
final class QuickHost {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private QuickHost() {}

    static HostUnderTest start() {
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
