package com.adgenius.host.server.plugin.administration;

import com.adgenius.host.runtime.Canary;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Tenant;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole route, as it is sent.
 *
 * @param stable the version that serves everybody else; null for none
 * @param canary a version for a share of the tenants; null for none
 * @param pins versions by the tenant's slug
 */
record RouteBody(
        @Schema(description = "The version that serves whom nothing else serves; null for nobody.", nullable = true)
        @Nullable
        String stable,

        @Schema(description = "A version for a share of the tenants; null for none.", nullable = true) @Nullable
        CanaryBody canary,

        @Schema(description = "Versions by the slug of the tenant that they serve.") @Nullable
        Map<String, String> pins)
        implements Validated {

    private static final int PINS_LIMIT = 1_000;

    @Override
    public void validate(Violations violations) {
        if (canary != null) {
            violations
                    .text(canary.version(), "canary.version", 100)
                    .check(
                            canary.percent() != null && canary.percent() >= 1 && canary.percent() <= 99,
                            "canary.percent",
                            "must be 1 to 99")
                    .check(
                            canary.version() == null || !canary.version().equals(stable),
                            "canary.version",
                            "must not be the stable version");
        }
        if (pins != null) {
            violations.check(pins.size() <= PINS_LIMIT, "pins", "must be at most " + PINS_LIMIT);
            pins.forEach((tenant, version) -> violations
                    .check(Tenant.isSlug(tenant), "pins." + tenant, "is no tenant's slug")
                    .check(version != null, "pins." + tenant, "must name a version"));
        }
    }

    Route route() {
        return new Route(
                Optional.ofNullable(stable),
                Optional.ofNullable(canary).map(CanaryBody::canary),
                pins == null ? Map.of() : pins);
    }

    /**
     * A canary, as it is sent.
     *
     * @param version the version
     * @param percent the share of the tenants
     */
    record CanaryBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String version,

            @Schema(minimum = "1", maximum = "99", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Integer percent) {

        Canary canary() {
            return new Canary(
                    Optional.ofNullable(version).orElseThrow(),
                    Optional.ofNullable(percent).orElseThrow());
        }
    }
}
