package com.adgenius.host.server.identity;

import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** What somebody who signed in is told. */
@Schema(name = "Session")
record SessionView(
        @Schema(description = "The access token, for \"Authorization: Bearer …\".")
        String access,

        @Schema(description = "How long the token is valid, in seconds.", example = "900")
        long expiresIn,

        UserView user,

        @Schema(description = "The tenant that the token is for; none when it has to be chosen first.")
        Optional<String> tenant,

        @Schema(description = "All tenants that the user can work in.")
        List<TenantOfUser> tenants) {

    @Override
    public String toString() {
        return "SessionView[" + user.id() + "]";
    }

    /** A person, as the API shows it. */
    @Schema(name = "User")
    record UserView(
            String id,
            @Schema(example = "owner@acme.example") String email,
            String firstName,
            String lastName,

            @Schema(description = "Whether the user administers the platform.")
            boolean platformAdmin) {

        static UserView of(User user) {
            return new UserView(user.id(), user.email(), user.firstName(), user.lastName(), user.staff());
        }
    }

    /** A tenant with the user's role there. */
    record TenantOfUser(
            @Schema(example = "acme") String slug,
            @Schema(example = "Acme Ltd") String name,
            Role role) {

        static TenantOfUser of(Tenant tenant, Role role) {
            return new TenantOfUser(tenant.slug(), tenant.name(), role);
        }
    }
}
