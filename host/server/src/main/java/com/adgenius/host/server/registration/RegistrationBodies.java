package com.adgenius.host.server.registration;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the routes read and answer. */
final class RegistrationBodies {

    private static final int LONGEST_NAME = 100;

    private RegistrationBodies() {}

    @Schema(description = "Who registers, for which company.")
    record NewRegistration(
            @Schema(description = "Your name.", example = "Ada Lovelace", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String name,

            @Schema(
                    description = "Your company's name; the tenant's id is made of it.",
                    example = "Acme Ltd",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String company,

            @Schema(example = "ada@acme.example", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(
                    description = ChosenPassword.RULES,
                    example = "correct horse battery staple",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String password)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.line(name, "name", LONGEST_NAME);
            violations.line(company, "company", LONGEST_NAME);
            EmailAddress.check(email, "email", violations);
            List<String> known = Stream.of(
                            Optional.ofNullable(email), Optional.ofNullable(name), Optional.ofNullable(company))
                    .flatMap(Optional::stream)
                    .toList();
            ChosenPassword.check(password, "password", known, violations);
        }

        @Override
        public String toString() {
            return "NewRegistration[" + email + "]";
        }
    }

    @Schema(name = "Registration", description = "A registration that waits for its address to be verified.")
    record Registered(
            @Schema(example = "ada@acme.example") String email,

            @Schema(description = "How long the link in the mail works, in seconds.", example = "86400")
            long expiresIn) {}

    @Schema(description = "An address that was verified.")
    record VerifiedEmail(
            @Schema(example = "ada@acme.example") String email,

            @Schema(
                    description = "Your tenant's id; none while it is still being made, which takes some seconds more.",
                    example = "acme-ltd")
            Optional<String> tenant) {}

    @Schema(description = "Who forgot the password.")
    record Forgot(
            @Schema(example = "ada@acme.example", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email) implements Validated {

        @Override
        public void validate(Violations violations) {
            EmailAddress.check(email, "email", violations);
        }
    }

    @Schema(description = "A new password for who knows the present one.")
    record PasswordChange(
            @Schema(
                    description = "The present one.",
                    example = "correct horse battery staple",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String currentPassword,

            @Schema(
                    description = ChosenPassword.RULES,
                    example = "twelve green horses",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String newPassword)
            implements Validated {

        private static final int LONGEST_TRIED = 1_024;

        @Override
        public void validate(Violations violations) {
            violations.text(currentPassword, "current_password", LONGEST_TRIED);
            ChosenPassword.check(newPassword, "new_password", List.of(), violations);
        }

        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @Schema(description = "A new password.")
    record Reset(
            @Schema(
                    description = "What stands behind #token= in the link.",
                    example = "0198c0de-0000-7000-8000-000000000000.pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String token,

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
            ChosenPassword.check(password, "password", List.of(), violations);
        }

        @Override
        public String toString() {
            return "Reset";
        }
    }
}
