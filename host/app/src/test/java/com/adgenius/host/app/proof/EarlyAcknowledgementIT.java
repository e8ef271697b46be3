package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.proof.HangingWorker.Acknowledges;
import com.adgenius.host.app.testing.RabbitForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control of {@link WorkQueueIT}: beside a host, a worker process takes jobs of the same queue and is killed with them
 * in hand. What it acknowledged before the work is lost, and the ledger that finds nothing there finds it here.
 */
class EarlyAcknowledgementIT {

    private static final int JOBS = 20;
    private static final String QUEUE = "adgenius.work.text";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aKilledWorkerLosesTheJobsThatItAcknowledgedBeforeTheWorkAndNoOthers() throws Exception {
        try (RabbitForTests rabbit = RabbitForTests.start(folder.resolve("rabbit"));
                ServersProcess servers = ServersProcess.start(folder.resolve("servers"));
                JobLedger ledger = JobLedger.of(servers.address("mongodb"), "studio");
                HostProcess host = HostProcess.start(
                        folder.resolve("host"),
                        "--mongodb",
                        servers.address("mongodb"),
                        "--redis",
                        servers.address("redis"),
                        "--rabbitmq",
                        rabbit.address())) {
            Api owner = Api.administrator(host).tenant("studio");
            List<String> asked = new ArrayList<>();

            Set<String> givenBack = inHandAtTheKill(Acknowledges.AFTER_THE_WORK, rabbit, owner, ledger, asked);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(ledger.faults(asked)).isEmpty());

            Set<String> acknowledged = inHandAtTheKill(Acknowledges.BEFORE_THE_WORK, rabbit, owner, ledger, asked);
            // Whatever the broker gave back at the kill comes before it.
            String last = ask(owner);
            asked.add(last);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !ledger.unfinished(asked).contains(last));
            Set<String> lost = ledger.unfinished(asked);
            System.out.printf(
                    "early acknowledgement: of %d jobs in hand at the kill 0 lost, of %d acknowledged ones %d%n",
                    givenBack.size(), acknowledged.size(), lost.size());
            assertThat(lost).isNotEmpty().isSubsetOf(acknowledged);
            assertThat(ledger.faults(asked))
                    .containsExactlyInAnyOrderElementsOf(lost.stream()
                            .flatMap(id -> Stream.of(
                                    id + " is queued", id + " has 0 results", id + " is charged as [reserved]"))
                            .toList());
        }
    }

    /** The jobs that a worker held when it was killed; the host has done all others by then. */
    private Set<String> inHandAtTheKill(
            Acknowledges when, RabbitForTests rabbit, Api owner, JobLedger ledger, List<String> asked)
            throws Exception {
        try (HangingWorker worker = HangingWorker.start(rabbit.address(), QUEUE, when, folder.resolve(when + ".log"))) {
            for (int i = 0; i < JOBS; i++) {
                asked.add(ask(owner));
            }
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(worker.taken()).containsAll(ledger.unfinished(asked)));
            // The broker may have a job twice, and the host may have done what the worker holds as well.
            Set<String> held = ledger.unfinished(asked);
            assertThat(held).isNotEmpty();
            return held;
        }
    }

    private static String ask(Api owner) throws Exception {
        return owner.post("/creatives", body -> {
                    body.put("kind", "text").put("prompt", "A kettle that sings");
                    body.putArray("formats").add("google_rsa");
                })
                .expect(202)
                .json()
                .get("id")
                .asText();
    }
}
