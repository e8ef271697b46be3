package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.http.FileAnswer;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.FileBucket;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The exports of the tenant in scope: asked for, one at a time, made by workers, kept for some days. */
public final class TenantExports {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration REMAINS = Duration.ofHours(24);
    private static final int AT_ONCE = 100;
    private static final String MEDIA_TYPE = "application/zip";

    private final ExportStore store;
    private final ExportWorker worker;
    private final TenantDatabase database;
    private final Function<String, Optional<Tenant>> tenants;
    private final AuditLog audit;
    private final ExportLimits limits;
    private final Clock clock;

    /**
     * The exports of each tenant.
     *
     * @param sources what belongs to the tenant and lies outside of its database, by the name of its file
     * @param tenants the tenant of that slug, active or not
     */
    public TenantExports(
            MongoConnection mongo,
            TenantDatabase database,
            MediaStore media,
            Map<String, ExportSource> sources,
            Function<String, Optional<Tenant>> tenants,
            AuditLog audit,
            ObjectMapper mapper,
            ExportLimits limits,
            Clock clock) {
        this.store = new ExportStore(mongo, clock);
        this.database = requireNonNull(database, "database is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.worker = new ExportWorker(
                store, new ExportContents(database, media, sources, mapper, clock), database, tenants, limits);
    }

    /** Creates the indexes of the public database; idempotent. */
    public void provisionShared() {
        store.provision();
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        ExportWorker.bucket(database).createIndexes();
    }

    /**
     * Asks for an export.
     *
     * @throws ProblemException {@link ProblemCode#CONFLICT} while another is made, {@link ProblemCode#RATE_LIMITED}
     */
    TenantExport request(Principal principal) {
        String tenant = TenantScope.current().slug();
        Instant now = clock.instant();
        List<Instant> recent = store.requestsSince(tenant, now.minus(DAY), limits.perDay());
        if (recent.size() >= limits.perDay()) {
            long seconds = Duration.between(now, recent.getFirst().plus(DAY)).toSeconds() + 1;
            throw ProblemException.of(
                            ProblemCode.RATE_LIMITED,
                            "A tenant may ask for " + limits.perDay() + " exports within 24 hours.")
                    .header("Retry-After", String.valueOf(seconds));
        }
        TenantExport export = store.add(tenant, new TenantExport.Requester(principal.userId(), principal.email()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "An export of this tenant is being made; GET /tenant/exports says how far it is."));
        note(export);
        return export;
    }

    /** Of every export there is one entry in the audit, though the node that took the request died before it. */
    private void note(TenantExport export) {
        audit.recordOnce(
                "export:" + export.id(),
                export.requestedAt(),
                export.requestedBy().userId(),
                export.requestedBy().email(),
                "tenant.export_requested",
                "export/" + export.id(),
                Optional.of(export.tenant()),
                Map.of());
    }

    /**
     * The export of that id.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND}
     */
    TenantExport required(String id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("export", id));
    }

    /** The export of that id. */
    public Optional<TenantExport> find(String id) {
        return store.find(TenantScope.current().slug(), id);
    }

    /** Keeps the export whatever its age, or no longer. */
    public void keep(String id, boolean kept) {
        store.keep(TenantScope.current().slug(), id, kept);
    }

    /** One page, the newest first. */
    List<TenantExport> page(PageRequest page) {
        return store.page(TenantScope.current().slug(), page);
    }

    long count() {
        return store.count(TenantScope.current().slug());
    }

    /** When the export goes, once it has ended. */
    Optional<Instant> keptUntil(TenantExport export) {
        return export.finishedAt().map(finished -> finished.plus(limits.kept()));
    }

    /**
     * The export's zip.
     *
     * @throws ProblemException {@link ProblemCode#CONFLICT} unless it is ready
     */
    FileAnswer content(TenantExport export) {
        TenantExport.File file = export.file()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "Export " + export.id() + " is " + export.state().value() + "; only a ready one has content."));
        FileBucket bucket = ExportWorker.bucket(database);
        return new FileAnswer(
                MEDIA_TYPE,
                file.size(),
                file.sha256(),
                "private, no-store",
                "attachment; filename=\"" + export.tenant() + "-" + export.id() + ".zip\"",
                offset -> bucket.open(file.id(), offset));
    }

    /** Makes what waits; to be done every few seconds. */
    public void work() throws Exception {
        while (worker.work()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted between two exports");
            }
        }
    }

    /** Removes what was kept long enough. */
    public void sweep() {
        for (TenantExport old : store.endedBefore(clock.instant().minus(limits.kept()), AT_ONCE)) {
            tenants.apply(old.tenant()).ifPresentOrElse(tenant -> remove(tenant, old), () -> store.remove(old));
        }
    }

    private void remove(Tenant tenant, TenantExport old) {
        TenantScope.run(
                tenant,
                () -> old.file().ifPresent(file -> ExportWorker.bucket(database).delete(file.id())));
        store.remove(old);
    }

    /** Removes what writes that were cut off left in the database of the tenant in scope. */
    public void sweepRemains() {
        ExportWorker.bucket(database).sweep(REMAINS, AT_ONCE);
    }
}
