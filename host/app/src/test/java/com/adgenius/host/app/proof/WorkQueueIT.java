package com.adgenius.host.app.proof;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.RabbitForTests;
import com.adgenius.host.server.storage.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one set of stand-ins, with a RabbitMQ of the test's own. */
class WorkQueueIT {

    private static final int JOBS = Integer.getInteger("adgenius.jobs", 500);
    /** They take long enough to be in hand when a host is killed. */
    private static final int PICTURES = JOBS / 10;

    private static final int CALLERS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void everyJobEndsOnceThoughAWorkerIsKilledAndTheBrokerRestarted() throws Exception {
        try (RabbitForTests rabbit = RabbitForTests.start(folder.resolve("rabbit"));
                ServersProcess servers = ServersProcess.start(folder.resolve("servers"));
                JobLedger ledger = JobLedger.of(servers.address("mongodb"), "studio");
                HostProcess first = host("first", servers, rabbit)) {
            Path key = Files.createDirectories(folder.resolve("second")).resolve("master.key");
            Files.copy(folder.resolve("first").resolve("master.key"), key);
            try (HostProcess second = host("second", servers, rabbit)) {
                Api administrator = Api.administrator(first);
                Api here = administrator.tenant("studio");
                Api there = Api.at(second.address()).signedIn("owner@studio.example", "correct horse battery studio");
                assertThat(administrator
                                .get("/admin/nodes")
                                .expect(200)
                                .json()
                                .get("count")
                                .asInt())
                        .isEqualTo(2);

                List<String> asked = Collections.synchronizedList(new ArrayList<>());
                String node = Files.readString(folder.resolve("second").resolve("node-id"))
                        .strip();
                ask(List.of(here, there), JOBS / 2, "text", "google_rsa", asked);
                ask(List.of(here, there), PICTURES, "image", "display_1.91x1", asked);
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> ledger.running(node) > 1);
                second.kill();
                long inHand = ledger.running(node);
                rabbit.stop();
                ask(List.of(here), JOBS - asked.size(), "text", "google_rsa", asked);
                rabbit.resume();

                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> ledger.count("ready") + ledger.count("failed") == JOBS);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> Await.one(ledger.usage().countDocuments(eq("state", "reserved"))) == 0);
                System.out.printf("work queue: %d jobs, %d in hand at the kill%n", asked.size(), inHand);
                assertThat(inHand).isPositive();
                assertThat(asked).hasSize(JOBS).doesNotHaveDuplicates();
                assertThat(ledger.faults(asked)).isEmpty();
                assertThat(administrator
                                .get("/admin/dead-letters")
                                .expect(200)
                                .json()
                                .get("count")
                                .asInt())
                        .isZero();
                plantFaults(ledger, asked);
            }
        }
    }

    private HostProcess host(String name, ServersProcess servers, RabbitForTests rabbit) throws Exception {
        return HostProcess.start(
                folder.resolve(name),
                "--mongodb",
                servers.address("mongodb"),
                "--redis",
                servers.address("redis"),
                "--qdrant",
                servers.address("qdrant"),
                "--rabbitmq",
                rabbit.address());
    }

    private static void ask(List<Api> hosts, int count, String kind, String format, List<String> asked)
            throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Api host = hosts.get(i % hosts.size());
                String prompt = "A shoe for running, number " + i;
                answers.add(callers.submit(() -> host.post("/creatives", body -> {
                            body.put("kind", kind).put("prompt", prompt);
                            body.putArray("formats").add(format);
                        })
                        .expect(202)
                        .json()
                        .get("id")
                        .asText()));
            }
            for (Future<String> answer : answers) {
                asked.add(answer.get());
            }
        }
    }

    /** A job lost, one never ended, one made twice and one charged twice: the same check finds each of them. */
    private static void plantFaults(JobLedger ledger, List<String> asked) {
        Document result = new Document("type", "creative.generated");
        Await.one(ledger.creatives().deleteOne(eq("_id", asked.get(0))));
        Await.one(ledger.creatives().updateOne(eq("_id", asked.get(1)), set("status", "queued")));
        Await.one(ledger.creatives().updateOne(eq("_id", asked.get(2)), set("history", List.of(result, result))));
        Await.one(ledger.usage()
                .insertOne(new Document("_id", "twice")
                        .append("creative_id", asked.get(3))
                        .append("state", "committed")));

        assertThat(ledger.faults(asked))
                .containsExactlyInAnyOrder(
                        asked.get(0) + " is lost",
                        asked.get(1) + " is queued",
                        asked.get(2) + " has 2 results",
                        asked.get(3) + " is charged as [committed, committed]");
    }
}
