package com.adgenius.host.server.audit;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.CanonicalJson;
import com.adgenius.host.server.storage.MongoConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The record of what people change. Entries are added, never changed, and removed with their tenant alone; each holds the hash of the one before it
 * in the chain of its tenant, or of the platform, so that a change of one is found.
 */
public final class AuditLog {

    private final AuditChain chain;
    private final AuditSearch search;
    private final Clock clock;

    /** The record in the public database. */
    public AuditLog(MongoConnection mongo, Clock clock) {
        this.chain = new AuditChain(mongo.publicDatabase());
        this.search = new AuditSearch(mongo.publicDatabase());
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Notes a change that was made; durable when this returns.
     *
     * @param asking who made it, and from where
     * @param action what was done, for instance {@code tenant.created}
     * @param subject to what, for instance a tenant's id
     * @param details what else there is to know; never a secret
     */
    public void record(Asking asking, String action, String subject, Map<String, String> details) {
        chain.append(
                AuditNote.of(asking, clock.instant(), action, subject, details),
                asking.by().membership().map(Principal.Membership::tenant).map(Tenant::slug));
    }

    /**
     * Notes a change unless it is noted already: for whoever writes the change first and its entry until that succeeds.
     *
     * @param id names the change
     * @param at when it was made
     * @param tenant the tenant that it concerns, if it is one
     */
    public void recordOnce(
            String id,
            Instant at,
            String actorId,
            String actorEmail,
            String action,
            String subject,
            Optional<String> tenant,
            Map<String, String> details) {
        record(new AuditNote(id, at, actorId, actorEmail, action, subject, details), tenant);
    }

    /** Notes a change unless it is noted already. */
    void record(AuditNote note, Optional<String> tenant) {
        chain.append(note, tenant);
    }

    /** Writes a tenant's entries in their order, each a line of JSON as its hash was made from. */
    public void export(String tenant, OutputStream output) throws IOException {
        read(tenant, entry -> {
            output.write(CanonicalJson.bytes(entry.exported()));
            output.write('\n');
        });
    }

    /** Reads a tenant's entries in their order. */
    void read(String tenant, AuditChain.Reader reader) throws IOException {
        chain.read(tenant, reader);
    }

    /** Removes the chain of a tenant that is erased. */
    public void forget(String tenant) {
        chain.forget(tenant);
    }

    AuditSearch search() {
        return search;
    }

    /** Recomputes a tenant's chain. */
    AuditVerification verify(String tenant) {
        return chain.verify(tenant);
    }
}
