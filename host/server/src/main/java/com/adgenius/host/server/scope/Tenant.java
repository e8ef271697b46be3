package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A company that uses the platform.
 *
 * @param slug its id, {@code [a-z][a-z0-9-]{1,39}}
 * @param name for people
 * @param domain the host name it is reached at, for instance {@code acme.adgenius.com}
 * @param databaseName {@code tenant_<slug>_db}
 * @param subscriptionPlan the plan's id
 * @param active whether its members can sign in
 * @param createdOn when it was made
 */
public record Tenant(
        String slug,
        String name,
        String domain,
        String databaseName,
        String subscriptionPlan,
        boolean active,
        Instant createdOn) {

    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public Tenant {
        requireNonNull(name, "name is null");
        requireNonNull(domain, "domain is null");
        requireNonNull(databaseName, "databaseName is null");
        requireNonNull(subscriptionPlan, "subscriptionPlan is null");
        requireNonNull(createdOn, "createdOn is null");
        if (!isSlug(slug)) {
            throw new IllegalArgumentException("Tenant \"" + slug + "\" does not match " + SLUG);
        }
    }

    /** Whether the text has the form of a tenant's id. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** The name of the database that holds this tenant's data, and nobody else's. */
    public static String databaseNameOf(String slug) {
        return "tenant_" + slug + "_db";
    }
}
