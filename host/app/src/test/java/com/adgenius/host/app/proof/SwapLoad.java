package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Creatives asked for and waited for over a fixed number of connections while routes change. Failed is: a connection
 * error, a time-out, an unexpected status, a truncated or wrong body, an answer of a version not routed for that tenant,
 * or of the old version to a request sent after the PUT was answered. Nothing is tried again.
 */
final class SwapLoad {

    private static final String BRIEF = """
            {"kind":"text","prompt":"A lamp that clips on to any board","formats":["meta_feed_text"]}""";

    private final int port;
    private final List<Map.Entry<String, String>> tokens;
    private final RouteHistory history;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final LongAdder requests = new LongAdder();
    private final LongAdder generated = new LongAdder();
    private final Map<String, LongAdder> byVersion = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended;

    /**
     * A load that begins at once.
     *
     * @param tokens access tokens by tenant
     */
    SwapLoad(int port, int connections, List<Map.Entry<String, String>> tokens, RouteHistory history) {
        this.port = port;
        this.tokens = tokens;
        this.history = history;
        this.ended = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            int first = i;
            Thread.ofPlatform().daemon().start(() -> connection(first));
        }
    }

    private void connection(int first) {
        try {
            for (int i = first; going.get(); ) {
                try (RawConnection connection = new RawConnection(port)) {
                    while (going.get()) {
                        generate(connection, tokens.get(i++ % tokens.size()));
                    }
                } catch (IOException e) {
                    failures.add("connection: " + e);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** One creative from its request to its end, with a look at the tenant's generators before each question. */
    private void generate(RawConnection connection, Map.Entry<String, String> tenant) throws IOException {
        long sent = System.nanoTime();
        requests.increment();
        RawConnection.Reply accepted = connection.exchange("POST", "/api/v1/creatives", tenant.getValue(), BRIEF);
        if (accepted.status() != 202) {
            failures.add("status " + accepted.status() + ": " + accepted.body());
            return;
        }
        String path = "/api/v1/creatives/"
                + Api.JSON.readTree(accepted.body()).get("id").asText();
        while (going.get()) {
            look(connection, tenant);
            requests.increment();
            RawConnection.Reply reply = connection.get(path, tenant.getValue());
            JsonNode creative = Api.JSON.readTree(reply.body());
            String status = creative.path("status").asText();
            if (reply.status() != 200 || status.equals("failed") || status.equals("cancelled")) {
                failures.add("status " + reply.status() + ": " + reply.body());
                return;
            }
            if (status.equals("ready")) {
                generated.increment();
                answeredBy(creative.get("generator_version").asText(), tenant.getKey(), sent);
                return;
            }
        }
    }

    private void answeredBy(String version, String tenant, long sent) {
        byVersion.computeIfAbsent(version, _ -> new LongAdder()).increment();
        history.complaint(tenant, version, sent, System.nanoTime()).ifPresent(failures::add);
    }

    private void look(RawConnection connection, Map.Entry<String, String> tenant) throws IOException {
        requests.increment();
        long sent = System.nanoTime();
        RawConnection.Reply reply = connection.get("/api/v1/generators", tenant.getValue());
        if (reply.status() != 200) {
            failures.add("status " + reply.status() + ": " + reply.body());
            return;
        }
        JsonNode generator = Generators.text(Api.JSON.readTree(reply.body()));
        answeredBy(generator.get("version").asText(), tenant.getKey(), sent);
        Generators.contradiction(generator).ifPresent(failures::add);
    }

    /** Requests sent so far. */
    long requests() {
        return requests.sum();
    }

    /** Creatives that became ready so far. */
    long generated() {
        return generated.sum();
    }

    /** How many answers each version gave. */
    Map<String, LongAdder> byVersion() {
        return byVersion;
    }

    /** What failed, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Ends the load and waits for the requests under way. */
    void end() throws InterruptedException {
        going.set(false);
        if (!ended.await(60, TimeUnit.SECONDS)) {
            failures.add("time-out: a request did not end within 60 s");
        }
    }
}
