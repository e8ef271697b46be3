package com.adgenius.host.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.UUID;

/** Answers as a problem what fails before a route is reached: a malformed request, a body beyond any route's limit. */
final class TransportProblems implements DirectHandler {

    private static final ObjectMapper MAPPER = Json.mapper();

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        ProblemException problem = problem(type, status);
        String requestId = UUID.randomUUID().toString();
        headers.set(HeaderValues.create("Content-Type", "application/problem+json"));
        headers.set(HeaderValues.create("X-Request-Id", requestId));
        headers.set(HeaderValues.create("X-Content-Type-Options", "nosniff"));
        if (problem.code() == ProblemCode.UNAVAILABLE) {
            headers.set(HeaderNames.RETRY_AFTER, "1");
        }
        return TransportResponse.builder()
                .status(Status.create(problem.code().status()))
                .headers(headers)
                .keepAlive(type.keepAlive())
                .entity(body(problem, requestId))
                .build();
    }

    private static ProblemException problem(EventType type, Status status) {
        return switch (type) {
            case PAYLOAD_TOO_LARGE ->
                ProblemException.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than any route allows.");
            case INTERNAL_ERROR -> ProblemException.of(ProblemCode.INTERNAL, "The request could not be answered.");
            default ->
                switch (status.code()) {
                    case 404 -> Dispatcher.unknownPath();
                    case 413 ->
                        ProblemException.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than any route allows.");
                    case 503 ->
                        ProblemException.of(
                                ProblemCode.UNAVAILABLE, "Too many requests are being answered; ask again.");
                    case 500 -> ProblemException.of(ProblemCode.INTERNAL, "The request could not be answered.");
                    default ->
                        ProblemException.of(ProblemCode.MALFORMED_REQUEST, "The request's head does not follow HTTP.");
                };
        };
    }

    private static byte[] body(ProblemException problem, String requestId) {
        try {
            return MAPPER.writeValueAsBytes(Problem.of(problem, requestId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }
}
