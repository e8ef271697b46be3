package com.adgenius.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of holder is named. What a guest does runs on a thread that lives on and holds nothing of it afterwards. */
class LeakSearchTest {

    private static final List<Object> HELD = new ArrayList<>();

    @TempDir
    Path folder;

    private ExecutorService worker;
    private CountDownLatch end;

    @BeforeEach
    void begin() {
        end = Guest.newLatch();
        worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("host-worker").factory());
    }

    @AfterEach
    void end() {
        HELD.clear();
        end.countDown();
        worker.shutdownNow();
    }

    @Test
    void threads() throws Exception {
        assertThat(holder(leftBy("thread")).kind()).isEqualTo(LeakHolder.Kind.THREAD);
        assertThat(holder(leftBy("thread")).detail()).contains("guest-thread");
        assertThat(holder(leftBy("virtual thread")).kind()).isEqualTo(LeakHolder.Kind.VIRTUAL_THREAD);
    }

    @Test
    void scheduledTasks() throws Exception {
        LeakHolder timer = holder(leftBy("timer"));
        LeakHolder delayed = holder(leftBy("delayed task"));

        assertThat(timer.kind()).isEqualTo(LeakHolder.Kind.SCHEDULED_TASK);
        assertThat(timer.detail()).contains("guest-timer");
        assertThat(delayed.kind()).isEqualTo(LeakHolder.Kind.SCHEDULED_TASK);
        assertThat(delayed.detail()).contains("ForkJoinPool");
    }

    @Test
    void aShutdownHook() throws Exception {
        LeakHolder holder = holder(leftBy("hook"));

        assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.SHUTDOWN_HOOK);
        assertThat(holder.detail()).contains("guest-hook");
    }

    @Test
    void aThreadLocalOfAThreadThatLivesOn() throws Exception {
        LeakHolder holder = holder(leftBy("thread-local in a list"));

        assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.THREAD_LOCAL);
        assertThat(holder.detail()).contains("host-worker", Guest.class.getName());
    }

    @Test
    void anObjectOfTheHostsWithThePathToIt() throws Exception {
        LeakHolder holder = holder(held(guest -> guest));

        assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.HOST_OBJECT);
        assertThat(holder.detail()).isEqualTo("static " + LeakSearchTest.class.getName() + ".HELD");
        assertThat(holder.path())
                .containsExactly(
                        "static " + LeakSearchTest.class.getName() + ".HELD",
                        "java.util.ArrayList.elementData",
                        "[0]",
                        Guest.class.getName());
    }

    @Test
    void whatIsHeldSoftlyIsSaidToBe() throws Exception {
        LeakHolder holder = holder(held(SoftReference::new));

        assertThat(holder.detail()).contains("HELD, softly");
    }

    @Test
    void withoutADumpTheHolderIsUnknownAndTheReasonSaid() throws Exception {
        ClosedLoader loader = held(guest -> guest);

        List<LeakHolder> holders =
                new LeakSearch(folder, 0).holders(List.of(loader)).get(loader);

        assertThat(holders).singleElement().satisfies(holder -> {
            assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.UNKNOWN);
            assertThat(holder.detail()).contains("holder unknown", "0 MB are the most", "\"guest-");
        });
    }

    @Test
    void severalLoadersAreSearchedForTogetherAndACollectedOneIsLeftOut() throws Exception {
        ClosedLoader one = held(guest -> guest);
        ClosedLoader other = held(guest -> List.of(guest));
        ClosedLoader collected = worker.submit(() -> ClosedLoader.of(new GuestLoader(), new ReferenceQueue<>()))
                .get(1, TimeUnit.MINUTES);

        assertThat(search().holders(List.of(one, other, collected))).containsOnlyKeys(one, other);
    }

    @Test
    void dumpsAreDeletedThoseOfAKilledProcessToo() throws Exception {
        Path left = Files.createDirectories(folder.resolve("leak-123"));
        Files.writeString(left.resolve("leak.hprof"), "half a dump");
        holder(held(guest -> guest));
        assertThat(folder).isDirectoryContaining(path -> path.equals(left));

        LeakSearch.sweep(folder);

        assertThat(folder).isEmptyDirectory();
    }

    private LeakHolder holder(ClosedLoader loader) {
        List<LeakHolder> holders = search().holders(List.of(loader)).get(loader);
        assertThat(holders).isNotEmpty();
        return holders.getFirst();
    }

    private LeakSearch search() {
        for (int collection = 0; collection < 3; collection++) {
            System.gc();
        }
        return new LeakSearch(folder, 1L << 30);
    }

    private ClosedLoader leftBy(String what) throws Exception {
        return onWorker(() -> {
            GuestLoader loader = new GuestLoader();
            Consumer<String> guest = loader.guest();
            guest.accept(what);
            return ClosedLoader.of(loader, new ReferenceQueue<>());
        });
    }

    private ClosedLoader held(UnaryOperator<Object> wrapping) throws Exception {
        return onWorker(() -> {
            GuestLoader loader = new GuestLoader();
            HELD.add(wrapping.apply(loader.guest()));
            return ClosedLoader.of(loader, new ReferenceQueue<>());
        });
    }

    private <T> T onWorker(Callable<T> work) throws Exception {
        return worker.submit(work).get(1, TimeUnit.MINUTES);
    }
}
