package com.adgenius.host.bench.convergence;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.Launched;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code convergence}: two host processes on one set of stand-ins; a plugin's switch is set on one, and the other is asked
 * until it says so. With RabbitMQ, and without, where the other node finds the change when it looks.
 */
public final class ConvergenceBench implements Bench {

    private static final int TOGGLES = 200;
    private static final int TOGGLES_BY_LOOKING = 60;
    private static final int WARM_UP = 40;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final String PLUGIN = "text";
    private static final String PASSWORD = "correct horse battery staple";

    @Override
    public void run(Report report) throws Exception {
        report.log("Each toggle: PUT /admin/plugins/" + PLUGIN + "/enabled on one host, from the sending of the request"
                + " until GET /plugins on the other has answered whether a version is served there, which its runtime"
                + " says and not the database. Asked again a millisecond after each answer.");
        if (Broker.installed()) {
            try (TemporaryFolder folder = TemporaryFolder.create();
                    Broker broker = Broker.start(folder.resolve("rabbitmq"))) {
                Toggles with = measure(folder, List.of("--rabbitmq", broker.address()), TOGGLES, Duration.ZERO);
                report.log("with RabbitMQ, from the sending: " + with.whole().described() + " ms");
                report.log(
                        "with RabbitMQ, from the answer: " + with.afterAnswer().described() + " ms");
                report.figure("convergence.p99", with.whole().quantile(0.99), "ms");
                report.figure("convergence.p50", with.whole().median(), "ms");
                report.figure("convergence.after_answer_p99", with.afterAnswer().quantile(0.99), "ms");
                report.figure("convergence.toggles", TOGGLES, "count");
            }
        } else {
            report.log("rabbitmq-server is not installed: only measured without it");
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Toggles without = measure(folder, List.of(), TOGGLES_BY_LOOKING, PERIOD);
            report.log("without RabbitMQ, at a random moment of the period: "
                    + without.whole().described() + " ms");
            report.figure("convergence.p99_without_rabbitmq", without.whole().quantile(0.99), "ms");
            report.figure("convergence.period", PERIOD.toMillis(), "ms");
        }
    }

    /** How long each toggle took, in milliseconds. */
    private record Toggles(Series whole, Series afterAnswer) {}

    private static Toggles measure(TemporaryFolder folder, List<String> options, int count, Duration phase)
            throws IOException, InterruptedException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (Launched servers = Launched.start(
                        "servers",
                        "--data",
                        folder.resolve("servers").toString(),
                        "--mongodb-port",
                        "0",
                        "--redis-port",
                        "0",
                        "--qdrant-port",
                        "0");
                Launched here = host(servers, first, options)) {
            Files.copy(first.resolve("master.key"), second.resolve("master.key"));
            try (Launched there = host(servers, second, options)) {
                return toggle(here, there, first, count, phase);
            }
        }
    }

    private static Launched host(Launched servers, Path data, List<String> options)
            throws IOException, InterruptedException {
        return Launched.start(Stream.concat(
                        Stream.of(
                                "run",
                                "--port",
                                "0",
                                "--admin-port",
                                "0",
                                "--data",
                                data.toString(),
                                "--mongodb",
                                servers.address("mongodb"),
                                "--redis",
                                servers.address("redis"),
                                "--qdrant",
                                servers.address("qdrant")),
                        options.stream())
                .toArray(String[]::new));
    }

    private static Toggles toggle(Launched here, Launched there, Path data, int count, Duration phase)
            throws IOException, InterruptedException {
        Caller administrator = Caller.signIn(here.address("http"), login(data, "email: "), login(data, "password: "));
        administrator.send(
                "POST",
                "/admin/tenants",
                Map.of(
                        "slug",
                        "bench",
                        "name",
                        "Bench",
                        "owner",
                        Map.of("email", "owner@bench.example", "password", PASSWORD)));
        Caller tenant = Caller.signIn(there.address("http"), "owner@bench.example", PASSWORD);
        int nodes = administrator.get("/admin/nodes").path("count").asInt();
        if (nodes != 2) {
            throw new IOException("/admin/nodes shows " + nodes + " nodes, not both");
        }
        Random random = new Random(1);
        List<Double> whole = new ArrayList<>();
        List<Double> afterAnswer = new ArrayList<>();
        int warmUp = phase.isZero() ? WARM_UP : 1;
        for (int toggle = -warmUp; toggle < count; toggle++) {
            boolean enabled = toggle % 2 == 0;
            if (!phase.isZero()) {
                TimeUnit.MILLISECONDS.sleep(random.nextLong(phase.toMillis()));
            }
            long sent = System.nanoTime();
            administrator.send("PUT", "/admin/plugins/" + PLUGIN + "/enabled", Map.of("enabled", enabled));
            long answered = System.nanoTime();
            awaitState(tenant, enabled, sent);
            long seen = System.nanoTime();
            if (toggle >= 0) {
                whole.add((seen - sent) / 1e6);
                afterAnswer.add((seen - answered) / 1e6);
            }
        }
        return new Toggles(new Series(whole), new Series(afterAnswer));
    }

    private static void awaitState(Caller tenant, boolean enabled, long since)
            throws IOException, InterruptedException {
        while (servedTo(tenant) != enabled) {
            TimeUnit.MILLISECONDS.sleep(1);
            if (System.nanoTime() - since > LIMIT.toNanos()) {
                throw new IOException("The other node is not there after " + LIMIT.toSeconds() + " s");
            }
        }
    }

    private static boolean servedTo(Caller tenant) throws IOException, InterruptedException {
        for (JsonNode plugin : tenant.get("/plugins").path("results")) {
            if (plugin.path("id").asText().equals(PLUGIN)) {
                return plugin.path("version").isTextual();
            }
        }
        throw new IOException("The other node does not list the plugin " + PLUGIN);
    }

    private static String login(Path data, String label) throws IOException {
        return Files.readAllLines(data.resolve("first-login.txt")).stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElseThrow();
    }
}
