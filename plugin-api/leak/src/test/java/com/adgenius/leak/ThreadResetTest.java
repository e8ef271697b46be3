package com.adgenius.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** After a reset a thread holds nothing of what ran on it. */
class ThreadResetTest {

    private static final ThreadLocal<String> LEFT = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    /** What is on a thread. */
    private record Marks(
            String left,
            String inherited,
            boolean interrupted,
            Thread.UncaughtExceptionHandler handler,
            int priority,
            ClassLoader loader) {

        static Marks now() {
            Thread thread = Thread.currentThread();
            return new Marks(
                    LEFT.get(),
                    INHERITED.get(),
                    thread.isInterrupted(),
                    thread.getUncaughtExceptionHandler(),
                    thread.getPriority(),
                    thread.getContextClassLoader());
        }
    }

    @Test
    void aThreadThatIsResetIsAsGoodAsNew() throws Exception {
        assertThat(ThreadReset.isPossible()).isTrue();
        AtomicReference<Marks> before = new AtomicReference<>();
        AtomicReference<Marks> left = new AtomicReference<>();
        AtomicReference<Marks> after = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            Thread self = Thread.currentThread();
            self.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            before.set(Marks.now());
            LEFT.set("left");
            INHERITED.set("left");
            self.setUncaughtExceptionHandler((ignored, failure) -> {});
            self.setPriority(Thread.MAX_PRIORITY);
            self.setContextClassLoader(ThreadResetTest.class.getClassLoader());
            self.interrupt();
            left.set(Marks.now());
            ThreadReset.run();
            after.set(Marks.now());
        });
        thread.start();
        thread.join();

        assertThat(left.get().left()).isEqualTo("left");
        assertThat(left.get().interrupted()).isTrue();
        assertThat(after.get()).isEqualTo(before.get());
    }

    @Test
    void aThreadThatIsResetUsesThreadLocalsAsBefore() throws Exception {
        AtomicReference<String> found = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            LEFT.set("first");
            ThreadReset.run();
            LEFT.set("second");
            found.set(LEFT.get());
        });
        thread.start();
        thread.join();

        assertThat(found.get()).isEqualTo("second");
    }
}
