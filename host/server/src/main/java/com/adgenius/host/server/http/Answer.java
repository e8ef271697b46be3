package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a route answers: a status, headers, and JSON, a stream or nothing. */
public final class Answer {

    private final int status;
    private final Map<String, String> headers;
    private final Optional<Object> json;
    private final Optional<Body> body;

    private Answer(int status, Map<String, String> headers, Optional<Object> json, Optional<Body> body) {
        this.status = status;
        this.headers = headers;
        this.json = json;
        this.body = body;
    }

    /** 200 with a JSON body. */
    public static Answer ok(Object json) {
        return json(200, json);
    }

    /** A JSON body. */
    public static Answer json(int status, Object json) {
        return new Answer(status, Map.of(), Optional.of(requireNonNull(json, "json is null")), Optional.empty());
    }

    /** 201 with a JSON body and its address. */
    public static Answer created(String location, Object json) {
        return json(201, json).header("Location", location);
    }

    /** 204. */
    public static Answer noContent() {
        return empty(204);
    }

    /** A status without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Optional.empty(), Optional.empty());
    }

    /** 304: what the caller has is current. */
    public static Answer notModified() {
        return new Answer(304, Map.of(), Optional.empty(), Optional.empty());
    }

    /** A body that is written as a stream; with flushes the caller reads it while it is written. */
    public static Answer stream(int status, String mediaType, Body body) {
        return new Answer(status, Map.of(), Optional.empty(), Optional.of(requireNonNull(body, "body is null")))
                .header("Content-Type", mediaType);
    }

    /** JSON that is written already. */
    public static Answer written(int status, byte[] json) {
        return stream(status, "application/json", output -> output.write(json));
    }

    /** The same answer with a header. */
    public Answer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(requireNonNull(name, "name is null"), requireNonNull(value, "value is null"));
        return new Answer(status, all, json, body);
    }

    /** The same answer with an entity tag of that revision. */
    public Answer revision(long revision) {
        return header("ETag", "\"" + revision + "\"");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Headers beside those that the body brings. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /** The JSON body. */
    public Optional<Object> json() {
        return json;
    }

    /** The streamed body. */
    public Optional<Body> body() {
        return body;
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {

        /** Writes all of it; returns when it is complete or throws when the caller went away. */
        void writeTo(OutputStream output) throws IOException, InterruptedException;
    }
}
