package com.adgenius.host.server.deletion;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Erases tenants whose day has come. A step that is done is remembered; what a worker leaves because it died or failed
 * another goes on with, once the lease is over, until the tombstone stands.
 */
final class Erasure {

    private static final System.Logger LOG = System.getLogger(Erasure.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final DeletionStore store;
    private final ErasureSteps steps;
    private final AuditLog audit;
    private final Clock clock;

    Erasure(DeletionStore store, ErasureSteps steps, AuditLog audit, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.steps = requireNonNull(steps, "steps is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Erases one tenant, as far as that goes; whether there was one. */
    boolean work() throws InterruptedException {
        Optional<DeletionStore.Claim> claim = store.claim(LEASE);
        if (claim.isEmpty()) {
            return false;
        }
        String slug = claim.get().deletion().tenant();
        try {
            erase(claim.get());
            LOG.log(System.Logger.Level.INFO, () -> "Tenant " + slug + " is erased");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while erasing tenant " + slug);
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Tenant " + slug + " is erased in part; the rest is tried again in " + LEASE.toSeconds() + " s",
                    e);
        }
        return true;
    }

    private void erase(DeletionStore.Claim claim) throws Exception {
        for (String step : steps.names()) {
            if (!claim.deletion().done().contains(step)) {
                if (!store.renew(claim, LEASE)) {
                    throw new IllegalStateException("Another worker took over");
                }
                steps.run(step, claim.tenant());
                store.done(claim, step);
            }
        }
        Deletion deletion = claim.deletion();
        audit.recordOnce(
                "deletion:" + deletion.id() + ":erased",
                clock.instant(),
                AuditNote.HOST,
                "",
                "tenant.erased",
                deletion.tenant(),
                Optional.empty(),
                Map.of());
        store.bury(claim);
    }
}
