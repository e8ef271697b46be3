package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Why a creative failed.
 *
 * @param code the kind of failure, for programs
 * @param title the same short sentence for every failure of this kind
 * @param detail what was wrong and what to do
 * @param retriable whether the same request may succeed later
 */
@Schema(description = "Why the creative failed.")
public record CreativeProblem(
        @Schema(
                description = "The kind of failure, for programs.",
                allowableValues = {
                    "invalid_input",
                    "blocked",
                    "invalid_result",
                    "no_provider",
                    "unauthorized",
                    "permission_denied",
                    "quota_exceeded",
                    "unavailable",
                    "unknown_outcome",
                    "missing_resource",
                    "internal",
                    "timed_out",
                    "idle",
                    "overloaded",
                    "plugin_disabled",
                    "plugin_unavailable",
                    "job_died"
                })
        String code,

        @Schema(description = "The same short sentence for every failure of this kind.")
        String title,

        @Schema(description = "What was wrong and what to do.")
        String detail,

        @Schema(description = "Whether the same request may succeed later.")
        boolean retriable) {

    public CreativeProblem {
        requireNonNull(code, "code is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
    }
}
