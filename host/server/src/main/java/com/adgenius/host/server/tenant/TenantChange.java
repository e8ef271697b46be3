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

/** What is to change of a tenant; what is absent stays. */
@Schema(description = "What is to change; what is absent stays.")
record TenantChange(
        @Nullable String name,

        @Schema(description = "The plan's id.") @Nullable String plan,

        @Schema(description = "Whether its members can sign in.") @Nullable
        Boolean isActive)
        implements Validated {

    static final String PLAN = "[a-z][a-z0-9-]{0,39}";

    @Override
    public void validate(Violations violations) {
        violations.check(name != null || plan != null || isActive != null, "name", "nothing is to change");
        violations.check(name == null || !name.isBlank(), "name", "must not be blank");
        violations.atMost(name, "name", 100).plain(name, "name");
        violations.check(plan == null || plan.matches(PLAN), "plan", "is not a plan's id");
    }

    /** What is done, for the audit. */
    String action() {
        return isActive == null ? "tenant.changed" : isActive ? "tenant.reinstated" : "tenant.suspended";
    }

    /** The new values, for the audit. */
    Map<String, String> details() {
        Map<String, String> details = new HashMap<>();
        Optional.ofNullable(name).ifPresent(value -> details.put("name", value.strip()));
        Optional.ofNullable(plan).ifPresent(value -> details.put("plan", value));
        Optional.ofNullable(isActive).ifPresent(value -> details.put("active", String.valueOf(value)));
        return details;
    }

    List<Bson> updates() {
        List<Bson> updates = new ArrayList<>();
        if (name != null) {
            updates.add(Updates.set("name", name.strip()));
        }
        if (plan != null) {
            updates.add(Updates.set("subscription_plan", plan));
        }
        if (isActive != null) {
            updates.add(Updates.set("is_active", isActive));
        }
        return updates;
    }
}
