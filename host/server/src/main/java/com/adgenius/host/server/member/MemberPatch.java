package com.adgenius.host.server.member;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a membership; what is absent stays. */
@Schema(description = "A change of a membership; what is absent stays.")
record MemberPatch(
        @Schema(description = "The new role, at most your own.", example = "editor") @Nullable
        Role role,

        @Schema(description = "Whether the member may work in the tenant.") @Nullable
        Boolean isActive)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.check(role != null || isActive != null, "role", "nothing is to change");
    }
}
