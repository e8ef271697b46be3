package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import java.util.Date;
import org.bson.Document;

/**
 * A tenant as it lies in the database.
 *
 * @param tenant what everybody sees
 * @param revision grows with each change
 * @param exportApprovedOnly whether only creatives that are approved can be exported
 */
record StoredTenant(Tenant tenant, long revision, boolean exportApprovedOnly) {

    /** In the database, where it is true. */
    static final String EXPORT_APPROVED_ONLY = "export_approved_only";

    /** How the tenant ends; while it is there the tenant is closed. */
    static final String DELETION = "deletion";

    static final String DELETION_STATE = DELETION + ".state";
    static final String ERASING = "erasing";
    static final String ERASED = "erased";

    StoredTenant {
        requireNonNull(tenant, "tenant is null");
    }

    static StoredTenant of(Document document) {
        return new StoredTenant(
                new Tenant(
                        document.getString("_id"),
                        document.getString("name"),
                        document.getString("domain"),
                        document.getString("db_name"),
                        document.getString("subscription_plan"),
                        document.getBoolean("is_active") && !document.containsKey(DELETION),
                        document.getDate("created_on").toInstant()),
                document.get("revision", Number.class).longValue(),
                document.getBoolean(EXPORT_APPROVED_ONLY, false));
    }

    Document document() {
        return new Document("_id", tenant.slug())
                .append("name", tenant.name())
                .append("domain", tenant.domain())
                .append("db_name", tenant.databaseName())
                .append("subscription_plan", tenant.subscriptionPlan())
                .append("is_active", tenant.active())
                .append("created_on", Date.from(tenant.createdOn()))
                .append("revision", revision)
                .append(EXPORT_APPROVED_ONLY, exportApprovedOnly);
    }
}
