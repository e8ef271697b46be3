package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task leaves on its thread, no other task finds. */
class FreshThreadsTest {

    private static final ThreadLocal<String> LEFT = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private final SynchronousQueue<Seen> seen = new SynchronousQueue<>();

    /** What a task found where it ran. */
    private record Seen(
            Thread thread,
            String name,
            String left,
            String inherited,
            ClassLoader contextLoader,
            int priority,
            boolean interrupted) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskFindsNothingOfAnotherOnItsThread(boolean forgetful) throws Exception {
        Set<Thread> used = new HashSet<>();
        INHERITED.set("of whoever starts it");
        try (FreshThreads threads = new FreshThreads(forgetful)) {
            for (int i = 0; i < 50; i++) {
                String name = "task " + i;
                threads.start(name, this::lookAndLeave);
                Seen found = seen.poll(20, TimeUnit.SECONDS);
                assertThat(found).isNotNull();
                assertThat(found)
                        .isEqualTo(new Seen(
                                found.thread(),
                                name,
                                null,
                                null,
                                ClassLoader.getPlatformClassLoader(),
                                Thread.NORM_PRIORITY,
                                false));
                used.add(found.thread());
                TestRuntime.await(
                        "it is idle or has ended",
                        () -> !found.thread().getName().equals(name));
            }
        } finally {
            INHERITED.remove();
        }
        if (forgetful) {
            assertThat(used).hasSizeLessThan(50);
        } else {
            assertThat(used).hasSize(50);
        }
    }

    @Test
    void aTaskThatFailsTakesNoOtherWithIt() throws Exception {
        try (FreshThreads threads = new FreshThreads()) {
            threads.start("broken", () -> {
                throw new PlantedException();
            });
            threads.start("sound", this::lookAndLeave);

            assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void theThreadsThatWaitEndWithTheRuntime() throws Exception {
        FreshThreads threads = new FreshThreads();
        threads.start("first", this::lookAndLeave);
        Thread first = seen.take().thread();
        TestRuntime.await("it waits", () -> first.getState() == Thread.State.TIMED_WAITING);

        threads.close();

        TestRuntime.await("it has ended", () -> !first.isAlive());
    }

    @Test
    void aThreadWhoseTaskEndsAfterTheRuntimeEndsWithIt() throws Exception {
        FreshThreads threads = new FreshThreads();
        CountDownLatch closed = new CountDownLatch(1);
        SynchronousQueue<Thread> running = new SynchronousQueue<>();
        threads.start("last", () -> {
            try {
                running.put(Thread.currentThread());
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread last = running.take();
        threads.close();
        assertThat(last.isAlive()).isTrue();
        closed.countDown();

        TestRuntime.await("it has ended", () -> !last.isAlive());
    }

    @Test
    void aTaskThatComesAfterTheEndOfTheRuntimeIsRunAllTheSame() throws Exception {
        FreshThreads threads = new FreshThreads();
        threads.close();

        threads.start("late", this::lookAndLeave);

        assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    private void lookAndLeave() {
        Thread thread = Thread.currentThread();
        Seen found = new Seen(
                thread,
                thread.getName(),
                LEFT.get(),
                INHERITED.get(),
                thread.getContextClassLoader(),
                thread.getPriority(),
                thread.isInterrupted());
        LEFT.set("left by " + thread.getName());
        INHERITED.set("left by " + thread.getName());
        thread.setContextClassLoader(getClass().getClassLoader());
        thread.setPriority(Thread.MIN_PRIORITY);
        try {
            seen.put(found);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        thread.interrupt();
    }

    /** Said by the thread's group when it ends; nothing of it is wrong. */
    private static final class PlantedException extends RuntimeException {

        @Override
        public void printStackTrace(java.io.PrintStream stream) {
            stream.println("planted");
        }
    }
}
