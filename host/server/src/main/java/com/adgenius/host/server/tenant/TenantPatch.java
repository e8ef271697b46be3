package com.adgenius.host.server.tenant;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.mongodb.client.model.Updates;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What a tenant's administrators can change of it; plan, domain and suspension are the platform's. */
@Schema(description = "A change of the tenant's own settings; what is absent stays.")
record TenantPatch(
        @Schema(description = "The new name, for people.", example = "Acme Ltd") @Nullable
        String name,

        @Schema(
                description = "Whether only creatives that are approved can be exported; false for a new tenant.",
                example = "true")
        @Nullable
        Boolean exportApprovedOnly)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.check(name != null || exportApprovedOnly != null, "name", "nothing is to change");
        if (name != null) {
            violations.line(name, "name", 100);
        }
    }

    /** The new values, for the audit. */
    Map<String, String> details() {
        Map<String, String> details = new HashMap<>();
        Optional.ofNullable(name).ifPresent(value -> details.put("name", value.strip()));
        Optional.ofNullable(exportApprovedOnly)
                .ifPresent(value -> details.put(StoredTenant.EXPORT_APPROVED_ONLY, String.valueOf(value)));
        return details;
    }

    List<Bson> updates() {
        List<Bson> updates = new ArrayList<>();
        Optional.ofNullable(name).ifPresent(value -> updates.add(Updates.set("name", value.strip())));
        Optional.ofNullable(exportApprovedOnly)
                .ifPresent(value -> updates.add(Updates.set(StoredTenant.EXPORT_APPROVED_ONLY, value)));
        return updates;
    }
}
