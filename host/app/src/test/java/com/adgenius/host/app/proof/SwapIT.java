package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Swaps of a generator under load: not one failed call, no loader left, jobs and readers undisturbed. */
@TestInstance(Lifecycle.PER_CLASS)
class SwapIT {

    private static final int CONNECTIONS = 16;
    private static final int SWAPS = 50;
    private static final int REQUESTS = 20_000;
    private static final int TENANTS = 12;

    @TempDir
    private static Path folder;

    private HostProcess host;
    private Api administrator;
    private final List<Api> tenants = new ArrayList<>();
    private final RouteHistory history = new RouteHistory();

    @BeforeAll
    void start() throws Exception {
        host = HostProcess.start(folder.resolve("data"));
        administrator = Api.administrator(host);
        for (int i = 0; i < TENANTS; i++) {
            tenants.add(administrator.tenant("tenant-" + i));
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void fiftySwapsUnderLoadFailNoCallLoseNoEventAndLeaveNoLoader() throws Exception {
        String first = administrator
                .get("/admin/plugins/text/route")
                .expect(200)
                .json()
                .get("stable")
                .asText();
        administrator.upload(RebuiltPlugin.of("text", "2.0.0", folder)).expect(201);
        history.sending(System.nanoTime(), first, Optional.empty());
        history.answered(System.nanoTime());

        Api studio = tenants.getFirst();
        List<EventReader> readers = List.of(new EventReader(studio), new EventReader(studio));
        String video = studio.post("/creatives", body -> {
                    body.put("kind", "video").put("prompt", "A quiet cabin by a frozen lake");
                    body.putArray("formats").add("pmax_video_16x9");
                })
                .expect(202)
                .json()
                .get("id")
                .asText();
        TextJobs jobs = new TextJobs(studio);
        SwapLoad load = new SwapLoad(host.port(), CONNECTIONS, tokens(), history);

        String stable = first;
        for (int swap = 0; swap < SWAPS; swap++) {
            String next = stable.equals(first) ? "2.0.0" : first;
            if (swap % 2 == 1) {
                route(stable, Optional.of(next));
                settle(load);
            }
            route(next, Optional.empty());
            stable = next;
            settle(load);
            if (swap % 10 == 5) {
                readers.getLast().cut();
            }
        }
        await().atMost(Duration.ofMinutes(10)).until(() -> load.requests() >= REQUESTS);
        load.end();
        List<String> creatives = jobs.end();
        JsonNode filmed = await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> creative(studio, video), SwapIT::hasEnded);

        assertThat(load.failures()).isEmpty();
        assertThat(load.requests()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(load.byVersion()).containsOnlyKeys(first, "2.0.0");
        System.out.printf(
                "swap: %d swaps, %d requests for %d creatives, %d failed, by version %s, %d more text jobs%n",
                SWAPS, load.requests(), load.generated(), load.failures().size(), load.byVersion(), creatives.size());
        assertThat(filmed.get("status").asText()).as(filmed.toString()).isEqualTo("ready");
        assertThat(creatives).hasSizeGreaterThan(20);
        for (String creative : creatives) {
            assertThat(creative(studio, creative).get("status").asText()).isEqualTo("ready");
        }
        creatives.add(video);
        for (EventReader reader : readers) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Delivery.faults(reader.received(), creatives))
                            .isEmpty());
            reader.close();
        }
        assertThat(loadersLeft()).isEmpty();
    }

    @Test
    void anEventThatWasLostOrCameTwiceWouldBeReported() {
        List<EventReader.Received> events = List.of(
                new EventReader.Received(
                        "1-7", "creative.generated", Api.JSON.createObjectNode().put("id", "a")),
                new EventReader.Received(
                        "3-7", "creative.generated", Api.JSON.createObjectNode().put("id", "b")),
                new EventReader.Received(
                        "4-7", "creative.generated", Api.JSON.createObjectNode().put("id", "b")));

        assertThat(Delivery.faults(events, List.of("a", "b", "c"))).hasSize(3);
    }

    @Test
    void aHostThatDropsConnectionsCutsBodiesOrAnswersWithAnOldVersionWouldBeReported() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        HttpServer faulty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        faulty.createContext("/", exchange -> {
            byte[] body = ("{\"id\":\"a\",\"status\":\"running\",\"results\":"
                            + "[{\"id\":\"text\",\"version\":\"1.0.0\",\"formats\":[\"tiktok_text\"]}]}")
                    .getBytes(StandardCharsets.UTF_8);
            int number = answered.incrementAndGet();
            if (number % 50 == 0) {
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(
                    number % 50 == 1 ? 503 : exchange.getRequestMethod().equals("POST") ? 202 : 200, body.length);
            exchange.getResponseBody().write(body, 0, number % 50 == 2 ? 10 : body.length);
            exchange.close();
        });
        faulty.start();
        try {
            RouteHistory routes = new RouteHistory();
            routes.sending(System.nanoTime(), "1.0.0", Optional.empty());
            routes.answered(System.nanoTime());
            SwapLoad load = new SwapLoad(faulty.getAddress().getPort(), 4, List.of(Map.entry("acme", "t")), routes);
            await().until(() -> load.requests() > 500);
            routes.sending(System.nanoTime(), "2.0.0", Optional.empty());
            routes.answered(System.nanoTime());
            await().until(() -> load.requests() > 1000);
            load.end();

            assertThat(load.failures()).anyMatch(failure -> failure.startsWith("connection"));
            assertThat(load.failures()).anyMatch(failure -> failure.startsWith("status 503"));
            assertThat(load.failures()).anyMatch(failure -> failure.startsWith("1.0.0 answered acme"));
        } finally {
            faulty.stop(0);
        }
    }

    @Test
    void aPluginThatLeavesAThreadBehindIsReportedAsALeakWithItsHolder() throws Exception {
        Path leaking = RebuiltPlugin.of(
                "text",
                "9.9.9",
                folder,
                "public void start() { Thread left = new Thread(() -> { while (true) {"
                        + " java.util.concurrent.locks.LockSupport.park(); } }, \"planted-leak\");"
                        + " left.setDaemon(true); left.start(); }");
        try (HostProcess other = HostProcess.start(folder.resolve("leaking"))) {
            Api there = Api.administrator(other);
            there.upload(leaking).expect(201);
            there.replace(
                            "/admin/plugins/text/route",
                            body -> body.put("stable", "9.9.9")
                                    .putNull("canary")
                                    .putObject("pins"))
                    .expect(200);
            there.post("/admin/plugins/text/rollback", _ -> {}).expect(200);

            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(left(other, there))
                            .anyMatch(left -> left.contains("planted-leak") && left.contains("9.9.9")));
        }
    }

    private static List<String> left(HostProcess host, Api administrator) throws Exception {
        host.collectGarbage();
        return Instances.left(administrator.get("/admin/nodes").expect(200).json(), "text");
    }

    /** Instances that no route names and that were not collected within two minutes, as the nodes report them. */
    private List<String> loadersLeft() throws Exception {
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> left(host, administrator).isEmpty());
        } catch (ConditionTimeoutException _) {
            return left(host, administrator);
        }
        return List.of();
    }

    /** Lets both versions be asked for a while: until each connection has made some requests. */
    private static void settle(SwapLoad load) {
        long until = load.requests() + CONNECTIONS * 8L;
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(() -> load.requests() >= until);
    }

    private void route(String stable, Optional<String> canary) throws Exception {
        history.sending(System.nanoTime(), stable, canary);
        administrator
                .replace("/admin/plugins/text/route", body -> {
                    body.put("stable", stable);
                    canary.ifPresentOrElse(
                            version -> body.putObject("canary")
                                    .put("version", version)
                                    .put("percent", 30),
                            () -> body.putNull("canary"));
                    body.putObject("pins");
                })
                .expect(200);
        history.answered(System.nanoTime());
    }

    private List<Map.Entry<String, String>> tokens() {
        List<Map.Entry<String, String>> tokens = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            tokens.add(Map.entry("tenant-" + i, tenants.get(i).token()));
        }
        return tokens;
    }

    private static JsonNode creative(Api tenant, String id) throws Exception {
        return tenant.get("/creatives/" + id).expect(200).json();
    }

    private static boolean hasEnded(JsonNode creative) {
        return Set.of("ready", "failed", "cancelled")
                .contains(creative.get("status").asText());
    }

    /** Text creatives, one after the other, while the routes change. */
    private static final class TextJobs {

        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final Thread thread;
        private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());

        TextJobs(Api tenant) {
            thread = Thread.ofVirtual().start(() -> {
                while (going.get()) {
                    try {
                        JsonNode accepted = tenant.post("/creatives", body -> {
                                    body.put("kind", "text").put("prompt", "A shelf that grows with the flat");
                                    body.putArray("formats").add("google_rsa");
                                })
                                .expect(202)
                                .json();
                        String id = accepted.get("id").asText();
                        ids.add(id);
                        await().atMost(Duration.ofMinutes(2)).until(() -> hasEnded(creative(tenant, id)));
                    } catch (Exception e) {
                        failures.add(e);
                        return;
                    }
                }
            });
        }

        List<String> end() throws InterruptedException {
            going.set(false);
            thread.join(Duration.ofMinutes(2));
            assertThat(failures).isEmpty();
            return new ArrayList<>(ids);
        }
    }

    /** Judges what an event reader received. */
    private static final class Delivery {

        /**
         * What was lost or came twice: each event is the next in the tenant's log or a later one in the platform's, of
         * which a tenant sees only some; each creative ended in exactly one event.
         */
        static List<String> faults(List<EventReader.Received> events, List<String> creatives) {
            List<String> faults = new ArrayList<>();
            Set<String> ended = new HashSet<>();
            String last = "";
            for (EventReader.Received event : events) {
                if (!last.isEmpty() && !follows(last, event.id())) {
                    faults.add("event " + event.id() + " came after " + last);
                }
                last = event.id();
                if (event.type().equals("creative.generated")
                        && !ended.add(event.data().get("id").asText())) {
                    faults.add("two ends of " + event.data().get("id").asText());
                }
            }
            creatives.stream().filter(id -> !ended.contains(id)).forEach(id -> faults.add("no end of " + id));
            return faults;
        }

        private static boolean follows(String last, String id) {
            long tenant = position(id, 0) - position(last, 0);
            long platform = position(id, 1) - position(last, 1);
            return tenant == 1 && platform >= 0 || tenant == 0 && platform > 0;
        }

        private static long position(String id, int log) {
            return Long.parseLong(id.split("-")[log]);
        }
    }
}
