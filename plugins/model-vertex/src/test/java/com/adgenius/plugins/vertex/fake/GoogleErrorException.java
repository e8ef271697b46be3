package com.adgenius.plugins.vertex.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.Serial;

/** A refusal in Google's words and shape. */
public final class GoogleErrorException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String status;

    /** A refusal with that HTTP status and that name of a google.rpc.Code. */
    public GoogleErrorException(int code, String status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    static GoogleErrorException invalid(String message) {
        return new GoogleErrorException(400, "INVALID_ARGUMENT", message);
    }

    static GoogleErrorException notFound(String message) {
        return new GoogleErrorException(404, "NOT_FOUND", message);
    }

    int code() {
        return code;
    }

    JsonObject json() {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", getMessage());
        error.addProperty("status", status);
        error.add("details", new JsonArray());
        JsonObject body = new JsonObject();
        body.add("error", error);
        return body;
    }
}
