package com.adgenius.host.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of every error, by RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What went wrong, by RFC 9457.")
public record Problem(
        @Schema(description = "A URI that names the kind of problem.")
        String type,

        @Schema(description = "The same short sentence for every problem of this kind.")
        String title,

        @Schema(description = "The HTTP status.") int status,

        @Schema(description = "What was wrong, where, and what to do.")
        String detail,

        @Schema(description = "The kind of problem, for programs.")
        String code,

        @Schema(description = "Names the request in the server's log.")
        String requestId,

        @Schema(description = "The fields that are wrong.") List<FieldError> errors) {

    static Problem of(ProblemException exception, String requestId) {
        ProblemCode code = exception.code();
        return new Problem(
                "urn:adgenius:problem:" + code.value(),
                code.title(),
                code.status(),
                exception.detail(),
                code.value(),
                requestId,
                exception.errors());
    }
}
