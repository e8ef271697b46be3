package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one set of stand-ins and without a broker: nobody tells one what the other changed. */
class TwoHostsIT {

    /** Within which a host without RabbitMQ follows another, as the README says. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private static final int TOGGLES = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void aToggleOnOneIsInForceOnTheOtherWithinAPeriodAndEitherShowsBoth() throws Exception {
        try (ServersProcess servers = ServersProcess.start(folder.resolve("servers"));
                HostProcess first = host("first", servers)) {
            Path key = Files.createDirectories(folder.resolve("second")).resolve("master.key");
            Files.copy(folder.resolve("first").resolve("master.key"), key);
            try (HostProcess second = host("second", servers)) {
                Api here = Api.administrator(first);
                here.tenant("studio");
                Api there = Api.at(second.address()).signedIn(first.firstLogin("email"), first.firstLogin("password"));
                for (Api administrator : List.of(here, there)) {
                    assertThat(running(administrator)).containsExactlyInAnyOrder(node("first"), node("second"));
                }

                Api tenantHere = owner(first);
                Api tenantThere = owner(second);
                List<Look> looks = new ArrayList<>();
                for (int toggle = 0; toggle < TOGGLES; toggle++) {
                    boolean enabled = toggle % 2 == 1;
                    boolean onFirst = toggle < TOGGLES / 2;
                    looks.addAll(toggle(onFirst ? here : there, onFirst ? tenantThere : tenantHere, enabled));
                }

                System.out.printf(
                        "two hosts: %d toggles, %d looks, the latest old one %d ms after the answer%n",
                        TOGGLES,
                        looks.size(),
                        looks.stream()
                                .filter(look -> !look.agrees())
                                .mapToLong(look -> look.after().toMillis())
                                .max()
                                .orElse(0));
                assertThat(late(looks)).isEmpty();
            }
        }
    }

    @Test
    void aHostThatFollowsTooLateWouldBeReported() {
        Look late = new Look(PERIOD.plusMillis(1), false);

        assertThat(late(List.of(new Look(Duration.ofMillis(10), false), new Look(PERIOD.plusMillis(1), true), late)))
                .containsExactly(late);
    }

    /**
     * One look at the other host.
     *
     * @param after how long after the toggle was answered it was sent
     * @param agrees whether the toggle was in force there
     */
    private record Look(Duration after, boolean agrees) {}

    /** Looks that were sent when the period was over and yet saw the state before the toggle. */
    private static List<Look> late(List<Look> looks) {
        return looks.stream()
                .filter(look -> !look.agrees() && look.after().compareTo(PERIOD) > 0)
                .toList();
    }

    private static List<Look> toggle(Api administrator, Api tenant, boolean enabled) throws Exception {
        administrator
                .put("/admin/plugins/text/enabled", body -> body.put("enabled", enabled))
                .expect(200);
        long answered = System.nanoTime();
        List<Look> looks = Collections.synchronizedList(new ArrayList<>());
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Duration after = Duration.ofNanos(System.nanoTime() - answered);
                    looks.add(new Look(after, served(tenant) == enabled));
                    return looks.getLast().agrees();
                });
        return looks;
    }

    /** Whether the host's runtime serves the plugin to the tenant. */
    private static boolean served(Api tenant) throws Exception {
        AtomicBoolean served = new AtomicBoolean();
        tenant.get("/plugins").expect(200).json().get("results").forEach(plugin -> {
            if (plugin.get("id").asText().equals("text")) {
                served.set(plugin.path("version").isTextual());
            }
        });
        return served.get();
    }

    private static List<String> running(Api administrator) throws Exception {
        List<String> running = new ArrayList<>();
        for (JsonNode node :
                administrator.get("/admin/nodes").expect(200).json().get("results")) {
            if (node.get("state").asText().equals("running")) {
                running.add(node.get("node").asText());
            }
        }
        return running;
    }

    private String node(String host) throws Exception {
        return Files.readString(folder.resolve(host).resolve("node-id")).strip();
    }

    private static Api owner(HostProcess host) throws Exception {
        return Api.at(host.address()).signedIn("owner@studio.example", "correct horse battery studio");
    }

    private HostProcess host(String name, ServersProcess servers) throws Exception {
        return HostProcess.start(
                folder.resolve(name),
                "--mongodb",
                servers.address("mongodb"),
                "--redis",
                servers.address("redis"),
                "--qdrant",
                servers.address("qdrant"));
    }
}
