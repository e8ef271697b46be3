package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;

/**
 * A tenant to be made for somebody who has an account.
 *
 * @param origin names what it is made for; the same origin goes on with the tenant that it began
 * @param slug the id it is to have
 * @param name for people
 * @param ownerEmail of the account, normalized
 * @param ownerPasswordHash of the account
 */
public record Founding(String origin, String slug, String name, String ownerEmail, String ownerPasswordHash) {

    public Founding {
        requireNonNull(origin, "origin is null");
        requireNonNull(slug, "slug is null");
        requireNonNull(name, "name is null");
        requireNonNull(ownerEmail, "ownerEmail is null");
        requireNonNull(ownerPasswordHash, "ownerPasswordHash is null");
    }

    @Override
    public String toString() {
        return "Founding[" + slug + "]";
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** There is the tenant. */
        record Made(Tenant tenant) implements Outcome {}

        /** The id is another's; try another id. */
        record Taken() implements Outcome {}

        /** Another worker makes it at the moment; ask again. */
        record Busy() implements Outcome {}
    }
}
