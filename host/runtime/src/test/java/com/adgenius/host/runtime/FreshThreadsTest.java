package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a task leaves on its thread, no other task finds. */
class FreshThreadsTest {

    private static final ThreadLocal<String> LEFT = new ThreadLocal<>();

    private final SynchronousQueue<Seen> seen = new SynchronousQueue<>();

    /** What a task found where it ran. */
    private record Seen(Thread thread, String name, String left, ClassLoader contextLoader) {}

    @Test
    void eachTaskHasAThreadOfItsOwnWithNothingOnIt() throws Exception {
        Set<Thread> used = new HashSet<>();
        try (FreshThreads threads = new FreshThreads()) {
            for (int i = 0; i < 50; i++) {
                String name = "task " + i;
                threads.start(name, this::look);
                Seen found = seen.poll(20, TimeUnit.SECONDS);
                assertThat(found).isNotNull();
                assertThat(found.name()).isEqualTo(name);
                assertThat(found.left()).isNull();
                assertThat(found.contextLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
                assertThat(used.add(found.thread())).isTrue();
            }
        }
    }

    @Test
    void aTaskThatFailsTakesNoOtherWithIt() throws Exception {
        try (FreshThreads threads = new FreshThreads()) {
            threads.start("broken", () -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
                throw new IllegalStateException("broken");
            });
            threads.start("sound", this::look);

            assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void theThreadsThatWaitEndWithTheRuntime() throws Exception {
        FreshThreads threads = new FreshThreads();
        threads.start("first", this::look);
        Thread first = seen.take().thread();
        first.join();
        TestRuntime.await("some wait", () -> waiting() > 0);

        threads.close();

        TestRuntime.await("none waits", () -> waiting() == 0);
    }

    @Test
    void aThreadThatATasksEndStartsMeanwhileEndsWithTheRuntimeToo() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            FreshThreads threads = new FreshThreads();
            CountDownLatch ran = new CountDownLatch(1);
            threads.start("last", ran::countDown);
            ran.await();
            threads.close();
        }

        TestRuntime.await("none waits", () -> waiting() == 0);
    }

    private static long waiting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("adgenius-fresh"))
                .count();
    }

    private void look() {
        Thread thread = Thread.currentThread();
        Seen found = new Seen(thread, thread.getName(), LEFT.get(), thread.getContextClassLoader());
        LEFT.set("left by " + thread.getName());
        try {
            seen.put(found);
        } catch (InterruptedException e) {
            thread.interrupt();
        }
    }
}
