package com.adgenius.host.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the API answered. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record ApiResponse(int status, HttpHeaders headers, byte[] bytes) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The same answer, if it has that status. */
    public ApiResponse expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected " + expected + ", got " + status + ": " + body());
        }
        return this;
    }

    /** The body as text. */
    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + body(), e);
        }
    }

    /** The text of that field. */
    public String text(String field) {
        return json().required(field).asText();
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
