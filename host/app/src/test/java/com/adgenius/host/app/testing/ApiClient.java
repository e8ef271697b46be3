package com.adgenius.host.app.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plain HTTP client for the API: one request a call, no retry, 30 s for an answer. What does not keep to the host's OpenAPI
 * document fails the test that asked.
 */
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final URI base;
    private final Map<String, String> headers;

    private ApiClient(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** A client of the server at that address. */
    public static ApiClient of(URI base) {
        return new ApiClient(URI.create(base.toString().replace("localhost", "127.0.0.1")), Map.of());
    }

    /** The same client with a header on every request; {@code Host} too. */
    public ApiClient with(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new ApiClient(base, all);
    }

    /** Reads. */
    public ApiResponse get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Posts JSON. */
    public ApiResponse post(String path, Object json) {
        return json("POST", path, json);
    }

    /** Puts JSON. */
    public ApiResponse put(String path, Object json) {
        return json("PUT", path, json);
    }

    /** Patches with JSON. */
    public ApiResponse patch(String path, Object json) {
        return json("PATCH", path, json);
    }

    /** Deletes. */
    public ApiResponse delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Sends bytes of that media type. */
    public ApiResponse bytes(String method, String path, String mediaType, byte[] bytes) {
        return with("Content-Type", mediaType).send(method, path, BodyPublishers.ofByteArray(bytes));
    }

    /** Sends an object as JSON; a text is sent as it is. */
    public ApiResponse json(String method, String path, Object json) {
        try {
            String text = json instanceof String raw ? raw : MAPPER.writeValueAsString(json);
            return with("Content-Type", "application/json")
                    .send(method, path, Optional.of(text), BodyPublishers.ofString(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request to a path below {@code /api/v1}, or to one from the root where it begins with two slashes. */
    public ApiResponse send(String method, String path, HttpRequest.BodyPublisher body) {
        return send(method, path, Optional.empty(), body);
    }

    private ApiResponse send(String method, String path, Optional<String> json, HttpRequest.BodyPublisher body) {
        HttpRequest request = request(path).method(method, body).build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            ApiResponse answer = new ApiResponse(response.statusCode(), response.headers(), response.body());
            Contracts.check(
                    HTTP, base, new Contract.Exchange(method, request.uri().getRawPath(), json, answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads an answer while it is written; close its body. */
    public HttpResponse<InputStream> open(String path) {
        try {
            return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request with this client's headers, to be sent by other means, for instance as a stream. */
    public HttpRequest.Builder request(String path) {
        URI uri = URI.create(base + (path.startsWith("//") ? path.substring(1) : "/api/v1" + path));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }
}
