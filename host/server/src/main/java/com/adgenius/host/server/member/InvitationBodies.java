package com.adgenius.host.server.member;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.registration.LinkSecret;
import com.adgenius.host.server.registration.LinkToken;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the routes of invitations read and answer. */
final class InvitationBodies {

    private static final int LONGEST_NAME = 100;

    private InvitationBodies() {}

    @Schema(description = "Who is invited, and as what.")
    record NewInvitation(
            @Schema(example = "grace@acme.example", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(
                    description = "The role that the member is to have, at most your own.",
                    example = "editor",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Role role)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            EmailAddress.check(email, "email", violations);
            violations.check(role != null, "role", "is needed");
        }
    }

    @Schema(name = "Invitation", description = "An invitation to the tenant.")
    record InvitationView(
            String id,
            @Schema(example = "grace@acme.example") String email,
            Role role,

            @Schema(
                    description = "open, expired, accepted or revoked.",
                    allowableValues = {"open", "expired", "accepted", "revoked"})
            String status,

            @Schema(description = "The id of the user who invited.")
            String invitedBy,

            Instant createdAt,

            @Schema(description = "From when on its link is refused.")
            Instant expiresAt,

            @Schema(description = "How often it was sent.", example = "1")
            int sent) {

        static InvitationView of(Invitation invitation, Instant now) {
            String status = switch (invitation.state()) {
                case OPEN -> invitation.open(now) ? "open" : "expired";
                case ACCEPTED, DONE -> "accepted";
                case REVOKED -> "revoked";
            };
            return new InvitationView(
                    invitation.id(),
                    invitation.email(),
                    invitation.role(),
                    status,
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.expiresAt(),
                    invitation.sent());
        }
    }

    @Schema(description = "Who accepts an invitation without an account.")
    record Joining(
            @Schema(
                    description = "What stands behind #token= in the link.",
                    example = LinkToken.EXAMPLE,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String token,

            @Schema(description = "Your name.", example = "Grace Hopper", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String name,

            @Schema(
                    description = ChosenPassword.RULES,
                    example = "correct horse battery staple",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String password)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.text(token, "token", LinkSecret.LONGEST);
            violations.line(name, "name", LONGEST_NAME);
            ChosenPassword.check(password, "password", name == null ? List.of() : List.of(name), violations);
        }

        @Override
        public String toString() {
            return "Joining";
        }
    }

    @Schema(description = "What an invitation offers.")
    record Offered(
            @Schema(description = "The tenant's id.", example = "acme")
            String tenant,

            @Schema(example = "Acme Ltd") String tenantName,

            @Schema(description = "The address that was invited.", example = "grace@acme.example")
            String email,

            Role role,

            @Schema(description = "Whether the address has an account; then sign in to accept.")
            boolean account,

            Instant expiresAt) {

        static Offered of(Accepting.Offer offer) {
            return new Offered(
                    offer.tenant().slug(),
                    offer.tenant().name(),
                    offer.invitation().email(),
                    offer.invitation().role(),
                    offer.account(),
                    offer.invitation().expiresAt());
        }
    }

    @Schema(description = "A membership that an invitation led to.")
    record Joined(
            @Schema(description = "The tenant's id.", example = "acme")
            String tenant,

            @Schema(example = "grace@acme.example") String email,
            Role role) {

        static Joined of(Accepting.Offer offer) {
            return new Joined(
                    offer.tenant().slug(),
                    offer.invitation().email(),
                    offer.invitation().role());
        }
    }
}
