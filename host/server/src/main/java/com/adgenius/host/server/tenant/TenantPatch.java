package com.adgenius.host.server.tenant;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.mongodb.client.model.Updates;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What a tenant's administrators can change of it; plan, domain and suspension are the platform's. */
@Schema(description = "A change of the tenant's own settings.")
record TenantPatch(
        @Schema(
                description = "The new name, for people.",
                example = "Acme Ltd",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.line(name, "name", 100);
    }

    /** The new values, for the audit. */
    Map<String, String> details() {
        return name == null ? Map.of() : Map.of("name", name.strip());
    }

    List<Bson> updates() {
        return name == null ? List.of() : List.of(Updates.set("name", name.strip()));
    }
}
