package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A caller of the API over HTTP/1.1, signed in or not. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String address;
    private final String token;

    private Api(HttpClient client, String address, String token) {
        this.client = client;
        this.address = address;
        this.token = token;
    }

    /** A caller without a token. */
    static Api at(String address) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new Api(client, address.replace("localhost", "127.0.0.1"), "");
    }

    /** The platform's administrator of a host. */
    static Api administrator(HostProcess host) throws Exception {
        return at(host.address()).signedIn(host.firstLogin("email"), host.firstLogin("password"));
    }

    Api signedIn(String email, String password) throws Exception {
        Reply reply = post("/auth/jwt/create", body -> body.put("email", email).put("password", password));
        return new Api(client, address, reply.expect(200).json().get("access").asText());
    }

    /** The same caller with that access token. */
    Api with(String access) {
        return new Api(client, address, access);
    }

    /** Makes a tenant and signs its owner in. */
    Api tenant(String slug) throws Exception {
        String email = "owner@" + slug + ".example";
        String password = "correct horse battery " + slug;
        post("/admin/tenants", body -> {
                    body.put("slug", slug).put("name", slug);
                    body.putObject("owner").put("email", email).put("password", password);
                })
                .expect(201);
        return signedIn(email, password);
    }

    /** The OpenAPI document. */
    JsonNode document() throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "/api/openapi.json")))
                .expect(200)
                .json();
    }

    String token() {
        return token;
    }

    Reply get(String path) throws Exception {
        return send(request(path).GET());
    }

    Reply post(String path, Consumer<ObjectNode> body) throws Exception {
        return send(json(path, body, "POST"));
    }

    Reply put(String path, Consumer<ObjectNode> body) throws Exception {
        return send(json(path, body, "PUT"));
    }

    /** Reads the resource's ETag first and sends it as If-Match. */
    Reply replace(String path, Consumer<ObjectNode> body) throws Exception {
        HttpRequest.Builder request = json(path, body, "PUT");
        get(path).expect(200).header("etag").ifPresent(tag -> request.header("If-Match", tag));
        return send(request);
    }

    /** Sends that revision as If-Match. */
    Reply replace(String path, long revision, Consumer<ObjectNode> body) throws Exception {
        return send(json(path, body, "PUT").header("If-Match", "\"" + revision + "\""));
    }

    /** Posts nothing but a cookie, which a browser would send by itself. */
    Reply postCookie(String path, String cookie) throws Exception {
        return send(request(path).header("Cookie", cookie).POST(BodyPublishers.noBody()));
    }

    Reply upload(Path jar) throws Exception {
        return send(request("/admin/plugins")
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofFile(jar)));
    }

    /** An open stream of events; the caller closes it. */
    HttpResponse<InputStream> events(String path, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder json(String path, Consumer<ObjectNode> body, String method) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        body.accept(node);
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(node)));
    }

    private Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(response);
    }

    /** What the host answered. */
    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        Reply expect(int status) {
            if (status() != status) {
                throw new AssertionError(response.request().method() + " " + response.uri() + " answered " + status()
                        + ", not " + status + ": " + text());
            }
            return this;
        }
    }
}
