package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir
    Path folder;

    private final AtomicInteger reverted = new AtomicInteger();
    private StoreFile file;
    private GroupCommit commits;

    @BeforeEach
    void open() {
        file = StoreFile.open(folder.resolve("file.mv"));
        commits = new GroupCommit(file, reverted::incrementAndGet);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void hasWrittenAnAnsweredCommand() throws Exception {
        commits.write(() -> put("a", "1"));
        assertThat(onDisk("a")).isEqualTo("1");
    }

    @Test
    void keepsWhatACommandDidBeforeItWasRefused() throws Exception {
        assertThatThrownBy(() -> commits.write(() -> {
                    put("a", "1");
                    throw new MongoServerError(11000, "DuplicateKey", "the second of two");
                }))
                .hasMessageContaining("the second of two");
        assertThat(onDisk("a")).isEqualTo("1");
        assertThat(reverted).hasValue(0);
    }

    @Test
    void forgetsACommandThatFailed() throws Exception {
        commits.write(() -> put("a", "1"));
        assertThatThrownBy(() -> commits.write(() -> {
                    put("a", "2");
                    throw new IllegalStateException("half way");
                }))
                .isInstanceOf(MongoServerError.class)
                .hasMessageContaining("half way");
        assertThat(reverted).hasValue(1);
        assertThat(commits.read(() -> get("a"))).isEqualTo("1");
        commits.write(() -> put("b", "3"));
        assertThat(onDisk("a") + onDisk("b")).isEqualTo("13");
    }

    @Test
    void letsNobodySeeACommandThatFailed() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            Future<String> failing = executor.submit(() -> commits.write(() -> {
                put("a", "1");
                entered.countDown();
                await(go);
                throw new IllegalStateException("half way");
            }));
            await(entered);
            Future<String> reader = executor.submit(() -> commits.read(() -> get("a")));
            go.countDown();
            assertThatThrownBy(failing::get).hasRootCauseMessage("half way");
            assertThat(reader.get(10, TimeUnit.SECONDS)).isNull();
        }
        assertThat(onDisk("a")).isNull();
    }

    @Test
    void writesNothingByItself() throws Exception {
        byte[] before = Files.readAllBytes(file.path());
        commits.alone(() -> {
            for (int i = 0; i < 50_000; i++) {
                put("key-" + i, "x".repeat(2_000));
            }
            return 0;
        });
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    }

    @Test
    void boundsTheFileWhileTheSameIsWrittenAgainAndAgain() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            String key = "key-" + i % 100;
            commits.write(() -> put(key, "x".repeat(5_000)));
            if (i % 100 == 0) {
                commits.alone(file::compact);
            }
        }
        assertThat(Files.size(file.path())).isLessThan(8_000_000);
    }

    private String put(String key, String value) {
        file.store().openMap("map").put(key, value);
        return value;
    }

    private String get(String key) {
        return (String) file.store().openMap("map").get(key);
    }

    /** What another process would find if this one were killed now. */
    private String onDisk(String key) throws Exception {
        Path copy = folder.resolve("copy.mv");
        Files.write(copy, Files.readAllBytes(file.path()));
        try (MVStore store = MVStore.open(copy.toString())) {
            return (String) store.openMap("map").get(key);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
