package com.adgenius.host.server.tenant;

import com.adgenius.host.server.scope.Tenant;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A tenant, as the API shows it. */
@Schema(name = "Tenant", description = "A company that uses the platform.")
record TenantView(
        @Schema(example = "acme") String slug,
        @Schema(example = "Acme Ltd") String name,

        @Schema(description = "The host name that it is reached at.", example = "acme.localhost")
        String domain,

        @Schema(description = "The plan's id.", example = "free")
        String subscriptionPlan,

        @Schema(description = "Whether its members can sign in.")
        boolean isActive,

        @Schema(description = "Whether only creatives that are approved can be exported.")
        boolean exportApprovedOnly,

        Instant createdOn) {

    static TenantView of(StoredTenant stored) {
        Tenant tenant = stored.tenant();
        return new TenantView(
                tenant.slug(),
                tenant.name(),
                tenant.domain(),
                tenant.subscriptionPlan(),
                tenant.active(),
                stored.exportApprovedOnly(),
                tenant.createdOn());
    }
}
