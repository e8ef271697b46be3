package com.adgenius.host.server.tenant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Makes tenants in steps that can be taken up again. The document is written first, with the owner to be; while its
 * lease runs one worker takes the steps, and after a crash any other goes on. When all is done the document loses its
 * {@code provisioning} and with it becomes a tenant.
 */
final class Provisioner {

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final MongoCollection<Document> tenants;
    private final TenantSteps steps;
    private final Users users;
    private final Memberships memberships;
    private final Clock clock;

    Provisioner(MongoConnection mongo, TenantSteps steps, Users users, Memberships memberships, Clock clock) {
        this.tenants = mongo.publicDatabase().getCollection("tenants");
        this.steps = requireNonNull(steps, "steps is null");
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Makes the tenant; empty when there is one of that id, or another worker is making it.
     *
     * @param ownerPasswordHash for an owner who is not known yet
     * @param note for the audit
     */
    Optional<StoredTenant> make(Tenant tenant, String ownerEmail, String ownerPasswordHash, Addressed note) {
        Document provisioning = new Document("owner_email", ownerEmail)
                .append("owner_password", ownerPasswordHash)
                .append("lease_until", leaseEnd());
        Document document = new StoredTenant(tenant, 1, false).document().append("provisioning", provisioning);
        try {
            Await.one(tenants.insertOne(PublicAuditNotes.noting(document, note)));
            return Optional.of(finish(document));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return claim(
                            and(eq(tenant.slug()), exists("origin", false), abandoned()),
                            Updates.combine(Updates.set("provisioning", provisioning), PublicAuditNotes.noting(note)))
                    .map(this::finish);
        }
    }

    /** Makes the tenant, or goes on with it where the same origin began it. */
    Founding.Outcome make(Tenant tenant, Founding founding) {
        Document provisioning = new Document("owner_email", founding.ownerEmail())
                .append("owner_password", founding.ownerPasswordHash())
                .append("lease_until", leaseEnd());
        Document document = new StoredTenant(tenant, 1, false)
                .document()
                .append("origin", founding.origin())
                .append("provisioning", provisioning);
        try {
            Await.one(tenants.insertOne(document));
            return new Founding.Outcome.Made(finish(document).tenant());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return goOn(founding);
        }
    }

    private Founding.Outcome goOn(Founding founding) {
        Bson ours = and(eq(founding.slug()), eq("origin", founding.origin()));
        Optional<Document> there = Await.first(tenants.find(ours).first());
        if (there.isEmpty()) {
            return new Founding.Outcome.Taken();
        }
        if (!there.get().containsKey("provisioning")) {
            return new Founding.Outcome.Made(StoredTenant.of(there.get()).tenant());
        }
        return claim(and(ours, abandoned()), Updates.set("provisioning.lease_until", leaseEnd()))
                .<Founding.Outcome>map(
                        half -> new Founding.Outcome.Made(finish(half).tenant()))
                .orElseGet(Founding.Outcome.Busy::new);
    }

    /** Goes on with what was left half done, and takes steps that are new for tenants that exist; how many it moved. */
    int resume(int limit) {
        int moved = 0;
        Bson renew = Updates.set("provisioning.lease_until", leaseEnd());
        for (Optional<Document> half = claim(abandoned(), renew);
                half.isPresent() && moved < limit;
                half = claim(abandoned(), renew)) {
            finish(half.get());
            moved++;
        }
        if (!steps.names().isEmpty()) {
            for (Document behind : Await.all(tenants.find(and(
                            exists("provisioning", false), exists(StoredTenant.DELETION, false), or(missingSteps())))
                    .limit(limit))) {
                takeSteps(behind);
                moved++;
            }
        }
        return moved;
    }

    private StoredTenant finish(Document document) {
        takeSteps(document);
        Document provisioning = document.get("provisioning", Document.class);
        User owner = users.add(new Users.NewUser(
                Optional.empty(),
                provisioning.getString("owner_email"),
                provisioning.getString("owner_password"),
                false));
        String slug = document.getString("_id");
        memberships.add(owner.id(), slug, Role.OWNER);
        Await.one(tenants.updateOne(eq(slug), Updates.unset("provisioning")));
        return StoredTenant.of(document);
    }

    private void takeSteps(Document document) {
        StoredTenant stored = StoredTenant.of(document);
        List<String> taken = document.getList("steps", String.class, List.of());
        for (String step : steps.names()) {
            if (!taken.contains(step)) {
                steps.run(step, stored.tenant());
                Await.one(tenants.updateOne(eq(stored.tenant().slug()), Updates.addToSet("steps", step)));
            }
        }
    }

    private List<Bson> missingSteps() {
        List<Bson> missing = new ArrayList<>();
        steps.names().forEach(step -> missing.add(ne("steps", step)));
        return missing;
    }

    private Optional<Document> claim(Bson filter, Bson update) {
        return Await.first(tenants.findOneAndUpdate(
                filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    private Bson abandoned() {
        return lt("provisioning.lease_until", Date.from(clock.instant()));
    }

    private Date leaseEnd() {
        Instant end = clock.instant().plus(LEASE);
        return Date.from(end);
    }
}
