package com.adgenius.host.app;

import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.Method;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Uses a host over HTTP as a first day would: a tenant, its brand, a creative of each kind, and every list there is. */
final class Rehearsal {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration GENERATION = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 100;
    private static final String PASSWORD = "correct horse battery staple";
    private static final String EVENTS = "text/event-stream";
    private static final int FIRST_SERVER_ERROR = 500;

    /** The least work of each kind: one format, and a video of a second. */
    private static final List<Map<String, Object>> BRIEFS = List.of(
            brief("text", "google_rsa", Map.of()),
            brief("image", "meta_feed_1x1", Map.of()),
            brief("video", "meta_feed_1x1", Map.of("duration_seconds", 1)));

    private final HttpClient client;
    private final ObjectMapper mapper = Json.mapper();
    private final URI address;
    private final URI adminAddress;
    private final List<Route> routes;

    private Rehearsal(HttpClient client, Host host) {
        this.client = client;
        this.address = host.address();
        this.adminAddress = host.adminAddress();
        this.routes = host.registry().routes();
    }

    /** A rehearsal of that host. */
    static Rehearsal of(Host host) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER)
                .build();
        return new Rehearsal(client, host);
    }

    /**
     * Uses it; takes no longer than a few minutes.
     *
     * @throws IOException when an answer is not the one that was expected
     */
    void run(FirstLogin login) throws IOException, InterruptedException {
        String administrator = signIn(login.email(), login.password());
        Map<String, String> owner = Map.of("email", "owner@rehearsal.example", "password", PASSWORD);
        send("POST", "/admin/tenants", administrator, Map.of("slug", "rehearsal", "name", "Rehearsal", "owner", owner));
        String member = signIn("owner@rehearsal.example", PASSWORD);
        send(
                "PUT",
                "/tenant/brand",
                member,
                Map.of("name", "Rehearsal", "description", "Shoes", "palette", List.of("#0b1f3a", "#ff5a1f")));
        try (InputStream events = stream(member)) {
            for (Map<String, Object> brief : BRIEFS) {
                generate(member, brief);
            }
            if (events.read() < 0) {
                throw new IOException("The event stream ended");
            }
        }
        readEverything(List.of(administrator, member));
    }

    private String signIn(String email, String password) throws IOException, InterruptedException {
        return send("POST", "/auth/jwt/create", "", Map.of("email", email, "password", password))
                .path("access")
                .asText();
    }

    private void generate(String token, Map<String, Object> brief) throws IOException, InterruptedException {
        String id = send("POST", "/creatives", token, brief).path("id").asText();
        long end = System.nanoTime() + GENERATION.toNanos();
        JsonNode creative;
        do {
            if (System.nanoTime() > end) {
                throw new IOException("No " + brief.get("kind") + " within " + GENERATION.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            creative = send("GET", "/creatives/" + id, token, Map.of());
        } while (List.of("queued", "running").contains(creative.path("status").asText()));
        if (!creative.path("status").asText().equals("ready")) {
            throw new IOException("A " + brief.get("kind") + " ended as " + creative);
        }
        read(URI.create(address + Route.API + "/creatives/" + id + "/content"), token);
    }

    /** Whatever can be read without an id, by each caller, and what operators read. */
    private void readEverything(List<String> tokens) throws IOException, InterruptedException {
        for (Route route : routes) {
            if (route.method() == Method.GET && !route.path().contains("{") && !streams(route)) {
                for (String token : tokens) {
                    read(URI.create(address + route.fullPath()), token);
                }
            }
        }
        for (String path : List.of("/observe/health/live", "/observe/health/ready", "/observe/metrics")) {
            read(URI.create(adminAddress + path), "");
        }
    }

    private static boolean streams(Route route) {
        return route.outputs().values().stream()
                .anyMatch(output -> output.mediaTypes().contains(EVENTS));
    }

    private InputStream stream(String token) throws IOException, InterruptedException {
        HttpRequest request = request(URI.create(address + Route.API + "/events"), token)
                .GET()
                .build();
        return client.send(request, BodyHandlers.ofInputStream()).body();
    }

    /** Reads and forgets; that this caller may not, or that there is nothing, is an answer as well. */
    private void read(URI uri, String token) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(uri, token).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= FIRST_SERVER_ERROR) {
            throw new IOException("GET " + uri + " answered " + response.statusCode());
        }
    }

    private JsonNode send(String method, String path, String token, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest request = request(URI.create(address + Route.API + path), token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        JsonNode answer = mapper.readTree(response.body());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + " " + answer);
        }
        return answer;
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Map<String, Object> brief(String kind, String format, Map<String, Object> options) {
        return Map.of("kind", kind, "prompt", "A shoe for running", "formats", List.of(format), "options", options);
    }
}
