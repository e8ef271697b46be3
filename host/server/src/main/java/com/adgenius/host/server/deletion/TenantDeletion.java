package com.adgenius.host.server.deletion;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.export.ExportState;
import com.adgenius.host.server.export.TenantExport;
import com.adgenius.host.server.export.TenantExports;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Closes tenants, restores them and has them erased. Whoever asks must have taken an export away within a day; then the
 * tenant is closed at once, and erased two weeks later unless an administrator of the platform restored it.
 */
public final class TenantDeletion {

    /** How long a closed tenant can be restored. */
    static final Duration UNDO = Duration.ofDays(14);

    /** How old the export may be. */
    static final Duration FRESH = Duration.ofHours(24);

    /** How long the node that took the request may take to end the sessions before others do so. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int PAGE = 100;

    private final DeletionStore store;
    private final Erasure erasure;
    private final TenantExports exports;
    private final Function<String, Optional<Tenant>> tenants;
    private final Memberships memberships;
    private final SessionsInTenant sessions;
    private final AuditLog audit;
    private final Clock clock;

    /** Ends what people do in a tenant. */
    @FunctionalInterface
    public interface SessionsInTenant {

        /** Ends what the user does in the tenant, on every node. */
        void end(String userId, String tenant);
    }

    /**
     * Deletes tenants of the public database.
     *
     * @param steps what goes with a tenant
     * @param tenants the tenant of that slug, active or not
     */
    public TenantDeletion(
            MongoConnection mongo,
            ErasureSteps steps,
            TenantExports exports,
            Function<String, Optional<Tenant>> tenants,
            Memberships memberships,
            SessionsInTenant sessions,
            AuditLog audit,
            Clock clock) {
        this.store = new DeletionStore(mongo, clock);
        this.erasure = new Erasure(store, steps, audit, clock);
        this.exports = requireNonNull(exports, "exports is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the index of the public database; idempotent. */
    public void provision() {
        store.provision();
    }

    /**
     * Closes the tenant in scope; nothing of it is answered when this returns.
     *
     * @throws ProblemException {@link ProblemCode#INVALID} unless the request names the tenant and a fresh export,
     *     {@link ProblemCode#CONFLICT} when it is closed already
     */
    Deletion request(DeletionRequest request, Principal principal) {
        String tenant = TenantScope.current().slug();
        check(request, tenant);
        String export = requireNonNull(request.exportId(), "exportId is null");
        Deletion deletion = store.close(tenant, principal, export, UNDO)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT, "Tenant \"" + tenant + "\" is closed for its deletion already."));
        return settle(deletion);
    }

    private void check(DeletionRequest request, String tenant) {
        List<FieldError> errors = new ArrayList<>();
        if (!tenant.equals(request.confirm())) {
            errors.add(new FieldError("confirm", "must be the tenant's id, \"" + tenant + "\""));
        }
        Instant oldest = clock.instant().minus(FRESH);
        boolean fresh = Optional.ofNullable(request.exportId())
                .flatMap(exports::find)
                .filter(export -> export.state() == ExportState.READY)
                .flatMap(TenantExport::finishedAt)
                .filter(finished -> !finished.isBefore(oldest))
                .isPresent();
        if (!fresh) {
            errors.add(new FieldError(
                    "export_id",
                    "must be an export that became ready within the last " + FRESH.toHours()
                            + " hours; ask for one with POST on the exports, wait until it is ready, fetch its content"
                            + " and send its id"));
        }
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message() + ".", errors);
        }
    }

    /** Ends the sessions of a tenant that is being closed; each part can be done again. */
    private Deletion settle(Deletion deletion) {
        String tenant = deletion.tenant();
        note(
                deletion,
                "requested",
                deletion.requestedAt(),
                Map.of("final_at", deletion.finalAt().toString()));
        inScope(tenant, () -> deletion.exportId().ifPresent(export -> exports.keep(export, true)));
        endSessions(tenant);
        store.closed(deletion);
        return deletion;
    }

    private void inScope(String tenant, Runnable work) {
        tenants.apply(tenant).ifPresent(found -> TenantScope.run(found, work));
    }

    /** Ends what its members do in the tenant. */
    public void endSessions(String tenant) {
        for (List<String> page = memberships.usersOf(tenant, "", PAGE);
                !page.isEmpty();
                page = memberships.usersOf(tenant, page.getLast(), PAGE)) {
            page.forEach(userId -> sessions.end(userId, tenant));
        }
    }

    /** The platform's audit names people by their ids alone, so that nothing of the tenant is left in it. */
    private void note(Deletion deletion, String what, Instant at, Map<String, String> details) {
        audit.recordOnce(
                "deletion:" + deletion.id() + ":" + what,
                at,
                store.actor(deletion, what + "_by").orElse(""),
                "",
                "tenant.deletion_" + what,
                deletion.tenant(),
                Optional.empty(),
                details);
    }

    /**
     * Opens a closed tenant again.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND} where there is none, {@link ProblemCode#CONFLICT} where it
     *     is not closed
     */
    void restore(String tenant, Principal principal) {
        Deletion deletion = store.restore(tenant, principal).orElseThrow(() -> notRestored(tenant));
        reopen(deletion);
    }

    private ProblemException notRestored(String tenant) {
        if (store.find(tenant).isPresent()) {
            return ProblemException.of(
                    ProblemCode.CONFLICT, "Tenant \"" + tenant + "\" is being erased, or was, and cannot come back.");
        }
        return tenants.apply(tenant).isPresent()
                ? ProblemException.of(ProblemCode.CONFLICT, "Tenant \"" + tenant + "\" is not closed.")
                : ProblemException.notFound("tenant", tenant);
    }

    private void reopen(Deletion deletion) {
        note(deletion, "restored", clock.instant(), Map.of());
        inScope(deletion.tenant(), () -> deletion.exportId().ifPresent(export -> exports.keep(export, false)));
        store.restored(deletion);
    }

    /**
     * How the tenant ends.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND} where it does not
     */
    Deletion find(String tenant) {
        return store.find(tenant).orElseThrow(() -> ProblemException.notFound("deletion of tenant", tenant));
    }

    /** Goes on with what was cut off, and erases tenants whose day has come; to be done every few seconds. */
    public void work() throws InterruptedException {
        Instant left = clock.instant().minus(SETTLING);
        store.inState(DeletionState.CLOSING).stream()
                .filter(deletion -> deletion.requestedAt().isBefore(left))
                .forEach(this::settle);
        store.inState(DeletionState.RESTORING).forEach(this::reopen);
        boolean more = true;
        while (more) {
            more = erasure.work();
        }
    }
}
