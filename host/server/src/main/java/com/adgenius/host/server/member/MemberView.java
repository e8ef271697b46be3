package com.adgenius.host.server.member;

import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A member, as the API shows it. */
@Schema(name = "Member", description = "Somebody who belongs to the tenant.")
record MemberView(
        @Schema(description = "The user's id.") String userId,

        @Schema(description = "The user's address.", example = "ada@acme.example")
        String email,

        String firstName,
        String lastName,
        Role role,

        @Schema(description = "Whether the member may work in the tenant.")
        boolean isActive,

        Instant since) {

    static MemberView of(Member member, Optional<User> user) {
        return new MemberView(
                member.userId(),
                user.map(User::email).orElse(""),
                user.map(User::firstName).orElse(""),
                user.map(User::lastName).orElse(""),
                member.role(),
                member.active(),
                member.since());
    }
}
