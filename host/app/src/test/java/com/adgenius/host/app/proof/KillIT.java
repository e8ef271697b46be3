package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.StartedServers;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the host at random moments under writes, and so in mid-indexing. The number of kills is {@code -Dadgenius.kills}, 10 by default; the
 * seed is printed and can be given as {@code -Dadgenius.seed}.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("adgenius.kills", 10);
    /** Before the moment of a kill is drawn: a slow machine must not be killed before it wrote anything. */
    private static final int LEAST_WRITES = 8;
    /** By one question. */
    private static final int MOST_FOUND = 200;

    @TempDir
    private Path folder;

    @Test
    void noAcknowledgedWriteIsLostWhateverTheMomentOfTheKill() throws Exception {
        long seed = Long.getLong("adgenius.seed", System.nanoTime());
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Ledger ledger = prepare(data);
        List<String> lost = new ArrayList<>();
        long searched;
        for (int kill = 0; kill < KILLS; kill++) {
            writeAndKill(data, ledger, random, lost);
            assertThat(RedisProcesses.left(data)).as("after kill %d", kill).isEmpty();
        }
        try (StartedServers servers = StartedServers.start(data, "qdrant");
                HostProcess host = HostProcess.start(data, "--qdrant", servers.address("qdrant"));
                IndexLedger index = IndexLedger.of(servers.address("qdrant"), "studio")) {
            Api owner = owner(host);
            lost.addAll(ledger.lost(Api.administrator(host), owner));
            for (String creative : ledger.creatives()) {
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> owner.get("/creatives/" + creative)
                                .expect(200)
                                .json()
                                .get("status")
                                .asText()
                                .equals("ready"));
            }
            long began = System.nanoTime();
            assertAllIsFound(owner, index, ledger.creatives());
            searched = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }
        System.out.printf(
                "kill: %d kills, %d acknowledged writes, %d creatives, %d lost, all found in %d ms, seed %d%n",
                KILLS, ledger.acknowledged(), ledger.creatives().size(), lost.size(), searched, seed);
        assertThat(lost).isEmpty();
        assertThat(ledger.acknowledged()).isGreaterThanOrEqualTo(KILLS * (long) LEAST_WRITES);
        assertThat(RedisProcesses.left(data)).isEmpty();
    }

    /** And a point that is lost would be reported. */
    private static void assertAllIsFound(Api owner, IndexLedger index, List<String> creatives) throws Exception {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(index.faults(owner, creatives)).isEmpty());
        JsonNode found = owner.get("/search?q=shelf").expect(200).json();
        assertThat(found.get("semantic").asBoolean()).isTrue();
        assertThat(found.get("count").asInt()).isGreaterThanOrEqualTo(Math.min(creatives.size(), MOST_FOUND));

        String creative = creatives.getFirst();
        index.forget(creative);
        assertThat(index.faults(owner, creatives))
                .hasSize(2)
                .anyMatch(word -> word.matches("of \\d+ creatives \\d+ are indexed"))
                .contains("creative " + creative + " is not indexed");
        owner.get("/creatives/" + creative + "/similar").expect(200);
        assertThat(index.faults(owner, creatives))
                .as("who asks for it mends it")
                .isEmpty();
    }

    @Test
    void aStoreThatForgotAcknowledgedWritesWouldBeReported() throws Exception {
        Path data = folder.resolve("data");
        Ledger ledger = prepare(data);
        Path earlier = folder.resolve("earlier");
        copy(data, earlier);
        List<String> lost = new ArrayList<>();
        writeAndKill(data, ledger, new Random(1), lost);
        assertThat(lost).isEmpty();
        delete(data);
        copy(earlier, data);

        try (HostProcess host = HostProcess.start(data)) {
            lost.addAll(ledger.lost(Api.administrator(host), owner(host)));
        }

        assertThat(lost).anyMatch(word -> word.startsWith("brand")).anyMatch(word -> word.startsWith("creative"));
    }

    @Test
    void aRedisLeftBehindWouldBeReported() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Process planted = new ProcessBuilder("bash", "-c", "exec -a redis-server sleep 60")
                .directory(data.toFile())
                .start();
        try {
            await().until(() -> !RedisProcesses.left(data).isEmpty());
        } finally {
            planted.destroyForcibly().waitFor();
        }
        assertThat(RedisProcesses.left(data)).isEmpty();
    }

    /** A host with a tenant, two versions of the text plugin, and nothing written by the ledger yet. */
    private Ledger prepare(Path data) throws Exception {
        try (HostProcess host = HostProcess.start(data)) {
            Api administrator = Api.administrator(host);
            administrator.tenant("studio");
            String first = administrator
                    .get("/admin/plugins/text/route")
                    .expect(200)
                    .json()
                    .get("stable")
                    .asText();
            administrator.upload(RebuiltPlugin.of("text", "2.0.0", folder)).expect(201);
            return new Ledger(List.of(first, "2.0.0"));
        }
    }

    private void writeAndKill(Path data, Ledger ledger, Random random, List<String> lost) throws Exception {
        HostProcess host = HostProcess.start(data);
        try {
            Api administrator = Api.administrator(host);
            Api owner = owner(host);
            lost.addAll(ledger.lost(administrator, owner));
            long enough = ledger.acknowledged() + LEAST_WRITES;
            CountDownLatch ended = ledger.write(administrator, owner);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ledger.acknowledged() >= enough);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1800)));
            host.kill();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> RedisProcesses.left(data).isEmpty());
        } finally {
            host.kill();
        }
    }

    private static Api owner(HostProcess host) throws Exception {
        return Api.at(host.address()).signedIn("owner@studio.example", "correct horse battery studio");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Finds Redis servers that belong to a data folder, by Linux's process table. */
    private static final class RedisProcesses {

        static List<String> left(Path data) throws IOException {
            List<String> left = new ArrayList<>();
            try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
                for (Path entry : entries.filter(
                                path -> path.getFileName().toString().matches("\\d+"))
                        .toList()) {
                    String command = command(entry);
                    if (command.contains("redis-server")
                            && (command.contains(data.toString())
                                    || workingFolder(entry).startsWith(data))) {
                        left.add(entry.getFileName() + " " + command);
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return left;
        }

        private static String command(Path entry) {
            try {
                return Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                        .replace('\0', ' ');
            } catch (IOException _) {
                return "";
            }
        }

        private static Path workingFolder(Path entry) {
            try {
                return Files.readSymbolicLink(entry.resolve("cwd"));
            } catch (IOException _) {
                return entry;
            }
        }
    }
}
