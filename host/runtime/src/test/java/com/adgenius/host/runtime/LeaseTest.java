package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one may do with a lease, and what not. */
class LeaseTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void aClosedLeaseCallsNothing() throws Exception {
        try (TestRuntime runtime = greeter("return name;")) {
            Lease lease = lease(runtime);
            lease.close();
            lease.close();

            assertThat(catchThrowableOfType(
                            IllegalStateException.class,
                            () -> lease.call(Greeter.class, TestRuntime.GREET, greeter -> greeter.greet("x"))))
                    .hasMessageContaining("closed");
            assertThat(leases(runtime)).isZero();
        }
    }

    @Test
    void aLeaseThatIsClosedWithinItsOwnCallLastsUntilTheCallEnds() throws Exception {
        try (TestRuntime runtime = greeter("return name;")) {
            Lease lease = lease(runtime);
            long during = lease.call(Greeter.class, TestRuntime.GREET_INLINE, greeter -> {
                lease.close();
                return leases(runtime);
            });

            assertThat(during).isEqualTo(1);
            assertThat(leases(runtime)).isZero();
        }
    }

    @Test
    void aLeaseBelongsToTheThreadThatTookIt() throws Exception {
        try (TestRuntime runtime = greeter("return name;");
                Lease lease = lease(runtime)) {
            CompletableFuture<Void> elsewhere = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                assertThatThrownBy(() -> lease.call(Greeter.class, TestRuntime.GREET, greeter -> greeter.greet("x")))
                        .isInstanceOf(WrongThreadException.class);
                assertThatThrownBy(lease::close).isInstanceOf(WrongThreadException.class);
                elsewhere.complete(null);
            });

            elsewhere.get(10, TimeUnit.SECONDS);
            assertThat(leases(runtime)).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatGoesOnWritingIsNotIdle() throws Exception {
        Entry entry = TestRuntime.GREET.withIdleLimit(Duration.ofMillis(300));
        try (TestRuntime runtime = greeter("return name;");
                Lease lease = lease(runtime)) {
            long began = System.nanoTime();
            int pieces = lease.<Greeter, Integer>stream(Greeter.class, entry, (greeter, progress) -> {
                int written = 0;
                while (System.nanoTime() - began < Duration.ofMillis(900).toNanos()) {
                    progress.made();
                    written++;
                    Thread.onSpinWait();
                }
                return written;
            });

            assertThat(pieces).isPositive();
        }
    }

    @Test
    void aStreamThatWritesNothingEndsAsIdleAndCannotWriteAfterwards() throws Exception {
        Entry entry = TestRuntime.GREET.withIdleLimit(SHORT);
        AtomicReference<StreamingCall.Progress> late = new AtomicReference<>();
        try (TestRuntime runtime = greeter("Gates.pass(\"never\"); return name;");
                Lease lease = lease(runtime)) {
            CallFailedException failure = catchThrowableOfType(
                    CallFailedException.class,
                    () -> lease.<Greeter, Object>stream(Greeter.class, entry, (greeter, progress) -> {
                        late.set(progress);
                        return greeter.greet("x");
                    }));

            assertThat(failure.failure()).isEqualTo(CallFailure.IDLE);
            assertThat(catchThrowableOfType(
                            IllegalStateException.class, () -> late.get().made()))
                    .hasMessageContaining("over");
        }
    }

    private TestRuntime greeter(String body) throws Exception {
        TestRuntime runtime = new TestRuntime(folder);
        runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", body)));
        return runtime;
    }

    private static long leases(TestRuntime runtime) {
        return runtime.runtime().instances().getFirst().leases();
    }

    private static Lease lease(TestRuntime runtime) {
        return runtime.runtime()
                .lease("hello", runtime.runtime().tenant("acme"))
                .orElseThrow();
    }
}
