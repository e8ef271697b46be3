package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.FileBucket;
import com.adgenius.host.server.storage.FileTooLargeException;
import com.adgenius.host.server.storage.StoredFile;
import com.adgenius.host.server.storage.TenantDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes exports, one after the other. While it works it renews its lease; one that it left, because its node died, is made
 * anew by any other from the beginning, under another file's id, once what was left behind is removed.
 */
final class ExportWorker {

    private static final System.Logger LOG = System.getLogger(ExportWorker.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ExportStore store;
    private final ExportContents contents;
    private final TenantDatabase database;
    private final Function<String, Optional<Tenant>> tenants;
    private final ExportLimits limits;

    ExportWorker(
            ExportStore store,
            ExportContents contents,
            TenantDatabase database,
            Function<String, Optional<Tenant>> tenants,
            ExportLimits limits) {
        this.store = requireNonNull(store, "store is null");
        this.contents = requireNonNull(contents, "contents is null");
        this.database = requireNonNull(database, "database is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /** The exports of the tenant in scope. */
    static FileBucket bucket(TenantDatabase database) {
        return new FileBucket(database.current(), "exports");
    }

    /** Makes what waits, or was left by a worker that died; whether there was one. */
    boolean work() throws Exception {
        Optional<ExportStore.Claim> claim = store.claim(limits.lease());
        if (claim.isEmpty()) {
            return false;
        }
        Optional<Tenant> tenant = tenants.apply(claim.get().export().tenant());
        if (tenant.isEmpty()) {
            store.remove(claim.get().export());
            return true;
        }
        return TenantScope.call(tenant.get(), () -> {
            make(claim.get());
            return true;
        });
    }

    private void make(ExportStore.Claim claim) {
        FileBucket bucket = bucket(database);
        claim.left().ifPresent(bucket::delete);
        if (claim.attempt() > limits.attempts()) {
            store.failed(
                    claim,
                    new TenantExport.Problem(
                            "worker_died", limits.attempts() + " workers ended while they made it. Ask for it again."));
            return;
        }
        try {
            Lease lease = new Lease(claim);
            StoredFile file = bucket.write(
                    claim.fileId(),
                    Map.of("export", claim.export().id()),
                    limits.bytes(),
                    output -> contents.write(claim.export().id(), new ExportArchive(output, limits.files(), lease)));
            if (!store.ready(claim, file, lease.progress)) {
                bucket.delete(claim.fileId());
            }
        } catch (LostException _) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Export " + claim.export().id() + " was taken over by another");
        } catch (ExportFailedException e) {
            store.failed(claim, e.problem());
        } catch (FileTooLargeException _) {
            store.failed(
                    claim,
                    new TenantExport.Problem(
                            "too_large", "An export has at most " + limits.bytes() + " bytes. Remove media first."));
        } catch (IOException | RuntimeException e) {
            failed(claim, e);
        }
    }

    private void failed(ExportStore.Claim claim, Exception reason) {
        if (Thread.currentThread().isInterrupted()) {
            // The host stops; the lease runs out and another attempt is made.
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Export " + claim.export().id() + " of tenant " + claim.export().tenant() + " failed in attempt "
                        + claim.attempt(),
                reason);
        if (claim.attempt() < limits.attempts()) {
            store.again(claim, PAUSE);
        } else {
            store.failed(
                    claim,
                    new TenantExport.Problem(
                            "failed", "It failed " + limits.attempts() + " times; the host's log says why."));
        }
    }

    /** Somebody else makes the export now. */
    private static final class LostException extends IOException {

        private static final long serialVersionUID = 1L;

        LostException() {
            super("The export is another worker's now");
        }
    }

    /** Renews the lease four times in its time, with how far the export is. */
    private final class Lease implements ExportArchive.Pulse {

        private final ExportStore.Claim claim;
        private final long pause = limits.lease().toNanos() / 4;
        private final long total;
        private TenantExport.Progress progress;
        private long next;

        Lease(ExportStore.Claim claim) throws LostException {
            this.claim = claim;
            this.total = contents.total();
            this.progress = new TenantExport.Progress(0, 0, 0, total);
            renew();
        }

        @Override
        public void beat(long documents, long media, long bytes) throws IOException {
            progress = new TenantExport.Progress(documents, media, bytes, total);
            if (System.nanoTime() - next >= 0) {
                renew();
            }
        }

        private void renew() throws LostException {
            if (!store.renew(claim, limits.lease(), progress)) {
                throw new LostException();
            }
            next = System.nanoTime() + pause;
        }
    }
}
