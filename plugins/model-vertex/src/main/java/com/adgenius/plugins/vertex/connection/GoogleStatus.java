package com.adgenius.plugins.vertex.connection;

import com.adgenius.plugins.vertex.Json;
import com.google.api.gax.rpc.StatusCode;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;

/** Reads what Google says when it refuses: {@code {"error":{"code","message","status"}}}. */
final class GoogleStatus {

    private GoogleStatus() {}

    static RemoteFailureException failure(int http, String body, String model) {
        JsonObject error = new JsonObject();
        try {
            error = Json.child(Json.object(body), "error");
        } catch (IOException e) {
            // A page of something between Google and here: the status line is all there is.
        }
        String said = Json.text(error, "message").orElse("");
        StatusCode.Code status = Json.text(error, "status")
                .flatMap(name -> Arrays.stream(StatusCode.Code.values())
                        .filter(code -> code.name().equals(name))
                        .findFirst())
                .orElseGet(() -> ofHttp(http));
        return RemoteFailureException.answered(status, said, model);
    }

    /** By google/rpc/code.proto, which names the HTTP status of each code. */
    private static StatusCode.Code ofHttp(int status) {
        return switch (status) {
            case 400 -> StatusCode.Code.INVALID_ARGUMENT;
            case 401 -> StatusCode.Code.UNAUTHENTICATED;
            case 403 -> StatusCode.Code.PERMISSION_DENIED;
            case 404 -> StatusCode.Code.NOT_FOUND;
            case 409 -> StatusCode.Code.ABORTED;
            case 429 -> StatusCode.Code.RESOURCE_EXHAUSTED;
            case 499 -> StatusCode.Code.CANCELLED;
            case 501 -> StatusCode.Code.UNIMPLEMENTED;
            case 503 -> StatusCode.Code.UNAVAILABLE;
            case 504 -> StatusCode.Code.DEADLINE_EXCEEDED;
            default -> status >= 500 ? StatusCode.Code.INTERNAL : StatusCode.Code.UNKNOWN;
        };
    }
}
