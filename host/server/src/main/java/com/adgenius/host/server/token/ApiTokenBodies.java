package com.adgenius.host.server.token;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the routes of API tokens read and answer. */
final class ApiTokenBodies {

    static final int DEFAULT_DAYS = 90;

    private static final int MOST_DAYS = 365;
    private static final int LONGEST_NAME = 100;

    private ApiTokenBodies() {}

    @Schema(description = "A token to be made.")
    record NewApiToken(
            @Schema(
                    description = "What it is for.",
                    example = "Nightly export",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String name,

            @Schema(
                    description = "What it may do at most; at most what you may. When you may less, so does it.",
                    example = "viewer",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Role role,

            @Schema(description = "For how many days it is valid, 1 to 365, 90 by default.", example = "90") @Nullable
            Integer expiresInDays)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations
                    .text(name, "name", LONGEST_NAME)
                    .plain(name, "name")
                    .check(role != null, "role", "is needed")
                    .check(
                            expiresInDays == null || expiresInDays >= 1 && expiresInDays <= MOST_DAYS,
                            "expires_in_days",
                            "must be 1 to " + MOST_DAYS);
        }
    }

    @Schema(name = "ApiToken", description = "A token for a program.")
    record ApiTokenView(
            String id,
            @Schema(example = "Nightly export") String name,
            Role role,

            @Schema(description = "How its text begins.", example = "adg_pXzV")
            String beginning,

            @Schema(description = "The id of the user who made it.")
            String userId,

            Instant createdAt,
            Instant expiresAt,

            @Schema(description = "When it was used last, to the minute.")
            Optional<Instant> lastUsedAt) {

        static ApiTokenView of(ApiToken token) {
            return new ApiTokenView(
                    token.id(),
                    token.name(),
                    token.role(),
                    token.beginning(),
                    token.userId(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    @Schema(description = "A token that was made, with its text, which is never shown again.")
    record MadeApiToken(
            @Schema(
                    description = "For \"Authorization: Bearer …\".",
                    example = "adg_pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI")
            String secret,

            ApiTokenView token) {

        @Override
        public String toString() {
            return "MadeApiToken";
        }
    }
}
