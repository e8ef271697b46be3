package com.adgenius.host.server.tenant;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tenant to be made. */
@Schema(description = "A tenant to be made, with its first owner.")
record NewTenant(
        @Schema(
                description = "Its id, which never changes.",
                pattern = "[a-z][a-z0-9-]{1,39}",
                example = "acme",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String slug,

        @Schema(
                description = "Its name, for people.",
                example = "Acme Ltd",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Owner owner,

        @Schema(description = "The plan's id, \"free\" by default.", example = "free") @Nullable
        String plan)
        implements Validated {

    static final String DEFAULT_PLAN = "free";

    @Override
    public void validate(Violations violations) {
        violations.text(slug, "slug", 40).text(name, "name", 100).plain(name, "name");
        if (slug != null) {
            violations.check(
                    Tenant.isSlug(slug), "slug", "must be 2 to 40 of a-z, 0-9 and \"-\", and begin with a letter");
            violations.check(!ReservedSlugs.contain(slug), "slug", "is a name that the platform keeps for itself");
        }
        violations.check(plan == null || plan.matches(TenantChange.PLAN), "plan", "is not a plan's id");
        violations.check(owner != null, "owner", "is needed");
        if (owner != null) {
            owner.validate(Stream.of(slug, name).filter(Objects::nonNull).toList(), violations);
        }
    }

    /** Who owns it; a person who is known already keeps the password. */
    @Schema(description = "Who owns it. A person who is known already keeps the password.")
    record Owner(
            @Schema(example = "owner@acme.example", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(
                    description = ChosenPassword.RULES,
                    example = "correct horse battery staple",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String password) {

        void validate(List<String> tenant, Violations violations) {
            EmailAddress.check(email, "owner.email", violations);
            List<String> known = new ArrayList<>(tenant);
            if (email != null) {
                known.add(email);
            }
            ChosenPassword.check(password, "owner.password", known, violations);
        }

        @Override
        public String toString() {
            return "Owner[" + email + "]";
        }
    }
}
