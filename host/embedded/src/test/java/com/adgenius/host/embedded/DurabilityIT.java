package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was killed. {@code adgenius.test.kills} says how often. */
class DurabilityIT {

    private static final int KILLS = Integer.getInteger("adgenius.test.kills", 10);
    private static final int PLANTED_ATTEMPTS = 5;
    /** Before the moment of the kill is drawn: a slow machine must not be killed before it wrote anything. */
    private static final int LEAST_WRITES = 50;

    @TempDir
    Path folder;

    @Test
    void losesNoAcknowledgedWriteWhenKilled() throws Exception {
        Ledger ledger = new Ledger();
        List<String> problems = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ChildProcess servers = ChildProcess.servers(folder, "--only", "mongodb")) {
                problems.addAll(ledger.problems(servers.address("mongodb")));
                writeAndKill(ledger, servers, 200, 1_500);
            }
        }
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "mongodb")) {
            problems.addAll(ledger.problems(servers.address("mongodb")));
            servers.terminate();
        }
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "mongodb")) {
            problems.addAll(ledger.problems(servers.address("mongodb")));
        }
        System.out.printf(
                "durability: %d kills, %d documents acknowledged, %d problems%n",
                KILLS, ledger.size(), problems.size());
        assertThat(ledger.size()).isGreaterThan(KILLS * 50);
        assertThat(problems).isEmpty();
    }

    @Test
    void findsTheLossesOfTheLibrarysOwnBackend() throws Exception {
        int lost = 0;
        for (int attempt = 1; lost == 0 && attempt <= PLANTED_ATTEMPTS; attempt++) {
            Ledger ledger = new Ledger();
            List<String> file = List.of(folder.resolve("plain-" + attempt).toString());
            try (ChildProcess plain = ChildProcess.start(PlainMongo.class, file)) {
                writeAndKill(ledger, plain, 1_000, 2_500);
            }
            try (ChildProcess plain = ChildProcess.start(PlainMongo.class, file)) {
                lost = ledger.problems(plain.address("mongodb")).size();
            }
        }
        System.out.printf("durability, planted: %d problems found%n", lost);
        assertThat(lost).isPositive();
    }

    @Test
    void findsAMissingIndexEntry() throws Exception {
        Ledger ledger = new Ledger();
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "mongodb")) {
            writeAndKill(ledger, servers, 300, 600);
        }
        try (MVStore store =
                MVStore.open(folder.resolve("mongodb").resolve("databases.mv").toString())) {
            MVMap<byte[], byte[]> index = store.openMap(
                    "index/ledger/ledger/key_1",
                    new MVMap.Builder<byte[], byte[]>()
                            .keyType(ByteArrayDataType.INSTANCE)
                            .valueType(ByteArrayDataType.INSTANCE));
            assertThat(index.remove(index.firstKey())).isNotNull();
        }
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "mongodb")) {
            assertThat(ledger.problems(servers.address("mongodb")))
                    .anyMatch(problem -> problem.contains("index entries for"))
                    .contains("1 keys could be inserted again");
        }
    }

    private static void writeAndKill(Ledger ledger, ChildProcess process, int fromMillis, int toMillis)
            throws Exception {
        long moment = ThreadLocalRandom.current().nextLong(fromMillis * 1_000_000L, toMillis * 1_000_000L);
        int enough = ledger.size() + LEAST_WRITES;
        ledger.writeUntil(process.address("mongodb"), () -> {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (ledger.size() < enough && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(moment);
            process.kill();
        });
    }
}
