package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.EmailAddress;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Makes and changes tenants. */
public final class TenantAdministration {

    private final Tenants tenants;
    private final Provisioner provisioner;
    private final PasswordHasher hasher;
    private final TenantHosts hosts;
    private final PublicAuditNotes notes;
    private final Clock clock;

    /** Works on the tenants in the public database. */
    public TenantAdministration(
            MongoConnection mongo,
            Tenants tenants,
            TenantSteps steps,
            Users users,
            Memberships memberships,
            PasswordHasher hasher,
            TenantHosts hosts,
            AuditLog audit,
            Clock clock) {
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.provisioner = new Provisioner(mongo, steps, users, memberships, clock);
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.notes = new PublicAuditNotes(mongo, "tenants", audit);
        this.clock = clock;
        notes.provision();
    }

    StoredTenant create(NewTenant wanted, Asking asking) throws InterruptedException {
        String slug = requireNonNull(wanted.slug(), "slug is null");
        NewTenant.Owner owner = requireNonNull(wanted.owner(), "owner is null");
        String email = EmailAddress.normalized(requireNonNull(owner.email(), "email is null"))
                .orElseThrow();
        Tenant tenant = new Tenant(
                slug,
                requireNonNull(wanted.name(), "name is null").strip(),
                hosts.domainOf(slug),
                Tenant.databaseNameOf(slug),
                wanted.plan() == null ? NewTenant.DEFAULT_PLAN : wanted.plan(),
                true,
                clock.instant());
        if (tenants.find(slug).isPresent()) {
            throw exists(slug);
        }
        String hash = hasher.hash(requireNonNull(owner.password(), "password is null"));
        Addressed note = Addressed.toPlatform(
                AuditNote.of(asking, now(), "tenant.created", slug, Map.of("plan", tenant.subscriptionPlan())));
        StoredTenant made = provisioner.make(tenant, email, hash, note).orElseThrow(() -> exists(slug));
        notes.tryToDeliver(slug);
        return made;
    }

    /** Makes a tenant on the usual plan for somebody who has an account. */
    public Founding.Outcome found(Founding founding) {
        String slug = founding.slug();
        if (ReservedSlugs.contain(slug)) {
            return new Founding.Outcome.Taken();
        }
        Tenant tenant = new Tenant(
                slug,
                founding.name(),
                hosts.domainOf(slug),
                Tenant.databaseNameOf(slug),
                NewTenant.DEFAULT_PLAN,
                true,
                clock.instant());
        return provisioner.make(tenant, founding);
    }

    /** What an administrator of the platform changes; the platform's audit tells of it, and the tenant's. */
    StoredTenant change(String slug, long revision, TenantChange change, Asking asking) {
        Instant now = now();
        Map<String, String> details = change.details();
        AuditNote own = AuditNote.of(asking, now, change.action(), slug, details);
        List<Bson> updates = new ArrayList<>(change.updates());
        boolean active = tenants.find(slug).map(Tenant::active).orElse(true);
        if (!Optional.ofNullable(change.isActive()).orElse(active).equals(active)) {
            updates.add(TenantSuspension.mark(own.id()));
        }
        return changed(
                slug,
                revision,
                updates,
                Addressed.toPlatform(own),
                Addressed.toTenant(slug, AuditNote.of(asking, now, change.action(), slug, details)));
    }

    /** What a tenant's own administrator changes. */
    StoredTenant change(String slug, long revision, TenantPatch patch, Asking asking) {
        AuditNote note = AuditNote.of(asking, now(), "tenant.changed", slug, patch.details());
        return changed(slug, revision, patch.updates(), Addressed.toTenant(slug, note));
    }

    private StoredTenant changed(String slug, long revision, List<Bson> updates, Addressed... told) {
        StoredTenant stored = tenants.update(slug, revision, updates, told)
                .orElseThrow(() -> tenants.find(slug).isPresent()
                        ? ProblemException.of(
                                ProblemCode.STALE, "Tenant \"" + slug + "\" was changed meanwhile; read it again.")
                        : ProblemException.notFound("tenant", slug));
        notes.tryToDeliver(slug);
        return stored;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Tells the audit what it was not told. */
    public void tell() {
        notes.deliverWaiting(100);
    }

    /** Goes on with tenants that were left half made, and brings existing ones up to this version's steps. */
    public int resume() {
        return provisioner.resume(100);
    }

    private static ProblemException exists(String slug) {
        return ProblemException.of(ProblemCode.ALREADY_EXISTS, "There is a tenant \"" + slug + "\" already.");
    }
}
