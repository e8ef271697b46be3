package com.adgenius.host.server.generation;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;

/**
 * Renews a claim while its worker works. Where the claim no longer counts, or could not be renewed before it ended, the
 * worker's call is ended: by then another may have the job.
 */
final class Heartbeat implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    private final JobStore store;
    private final JobStore.Claim claim;
    private final GenerationSettings settings;
    private final Execution execution;
    private final Thread thread;
    private volatile boolean stopped;

    Heartbeat(JobStore store, JobStore.Claim claim, GenerationSettings settings, Execution execution) {
        this.store = store;
        this.claim = claim;
        this.settings = settings;
        this.execution = execution;
        Tenant tenant = TenantScope.current();
        this.thread =
                Thread.ofVirtual().name("heartbeat-" + claim.id()).start(() -> TenantScope.run(tenant, this::beat));
    }

    private void beat() {
        long until = System.nanoTime() + settings.lease().toNanos();
        while (!stopped) {
            try {
                Thread.sleep(settings.heartbeat());
            } catch (InterruptedException _) {
                return;
            }
            long now = System.nanoTime();
            try {
                if (!store.renew(claim, settings.lease())) {
                    execution.end(Execution.End.NO_LONGER_OURS);
                    return;
                }
                until = now + settings.lease().toNanos();
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The claim of creative " + claim.id() + " could not be renewed: " + e.getMessage());
                }
            }
            if (System.nanoTime() - until >= 0) {
                execution.end(Execution.End.NO_LONGER_OURS);
                return;
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
