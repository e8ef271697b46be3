package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Gates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a runtime: bounded, orderly, and honest about what did not end. */
class ShutdownTest {

    private static final String HOLDING = "Gates.reached(\"inside\"); Gates.pass(\"go\"); return name;";

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void everyPluginIsStoppedAndClosed() throws Exception {
        TestRuntime runtime = new TestRuntime(folder);
        runtime.serve(PluginJar.greeter("one", "1.0.0", "name").plugin("public void stop() { Gates.reached(\"1\"); }"));
        runtime.serve(PluginJar.greeter("two", "1.0.0", "name").plugin("public void stop() { Gates.reached(\"2\"); }"));

        runtime.close();
        runtime.close();

        assertThat(Gates.isOpen("1") && Gates.isOpen("2")).isTrue();
        assertThat(runtime.runtime().lease("one", runtime.runtime().tenant("acme")))
                .isEmpty();
        assertThat(runtime.runtime().instances())
                .extracting(InstanceReport::state)
                .allMatch(state -> state == InstanceState.CLOSED || state == InstanceState.COLLECTED);
        new TestRuntime(folder).close();
    }

    @Test
    void aCallThatEndsWithinTheDrainIsNotInterrupted() throws Exception {
        RuntimeLimits patient = TestRuntime.limits().withShutdown(Duration.ofSeconds(20));
        TestRuntime runtime = new TestRuntime(folder, builder -> builder.limits(patient));
        runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", HOLDING)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> call = threads.submit(() -> runtime.greet("hello", "acme"));
            Gates.awaitReached("inside");
            Future<?> closing = threads.submit(runtime::close);
            TestRuntime.await("draining", () -> runtime.runtime().health().draining() == 1);
            Gates.open("go");

            assertThat(call.get()).isEqualTo("acme");
            closing.get();
        }
    }

    @Test
    void aCallThatOutlastsTheDrainIsEvicted() throws Exception {
        TestRuntime runtime = new TestRuntime(folder);
        runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", HOLDING)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> call = threads.submit(() -> runtime.greet("hello", "acme"));
            Gates.awaitReached("inside");

            runtime.close();

            assertThat(catchThrowableOfType(ExecutionException.class, call::get).getCause())
                    .isInstanceOfSatisfying(
                            CallFailedException.class,
                            failure -> assertThat(failure.code()).isEqualTo("evicted"));
        }
    }

    @Test
    void everyFailureIsCollected() throws Exception {
        TestRuntime runtime =
                new TestRuntime(folder, builder -> builder.entry(Entry.STOP.withDeadline(Duration.ofSeconds(1))));
        runtime.serve(PluginJar.greeter("fails", "1.0.0", "name")
                .plugin("public void stop() { throw new StackOverflowError(\"no\"); }"));
        runtime.serve(PluginJar.greeter("hangs", "1.0.0", "name")
                .plugin("public void stop() { Gates.passStubbornly(\"hang\"); }"));
        runtime.serve(
                PluginJar.greeter("good", "1.0.0", "name").plugin("public void stop() { Gates.reached(\"3\"); }"));

        RuntimeCloseException failure = catchThrowableOfType(RuntimeCloseException.class, runtime::close);

        assertThat(Gates.isOpen("3")).isTrue();
        assertThat(Arrays.stream(failure.getSuppressed())
                        .map(PluginRefusedException.class::cast)
                        .map(PluginRefusedException::code))
                .containsExactlyInAnyOrder(
                        RefusalCode.STOP_FAILED, RefusalCode.STOP_TIMED_OUT, RefusalCode.CLOSE_FAILED);
        assertThat(failure.getSuppressed()).allMatch(suppressed -> suppressed.getCause() == null);
        Gates.open("hang");
    }

    @Test
    void aLeaseThatIsNeverClosedDoesNotKeepTheNodeUp() throws Exception {
        TestRuntime runtime = new TestRuntime(folder);
        runtime.serve(
                PluginJar.greeter("hello", "1.0.0", "name").plugin("public void stop() { Gates.reached(\"1\"); }"));
        Lease lease = runtime.runtime()
                .lease("hello", runtime.runtime().tenant("acme"))
                .orElseThrow();

        runtime.close();

        assertThat(Gates.isOpen("1")).isTrue();
        lease.close();
    }

    @Test
    void aStopThatHangsKeepsNobodyElseWaiting() throws Exception {
        try (TestRuntime runtime =
                new TestRuntime(folder, builder -> builder.entry(Entry.STOP.withDeadline(Duration.ofMillis(100))))) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\"")
                    .plugin("public void stop() { Gates.passStubbornly(\"hang\"); }"));
            runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
            runtime.awaitState(1, InstanceState.STUCK);
            assertThat(runtime.serve(PluginJar.greeter("hello", "3.0.0", "\"three\""))
                            .reached())
                    .isTrue();

            Gates.open("hang");
            runtime.awaitState(1, InstanceState.CLOSED);
        } catch (RuntimeCloseException e) {
            assertThat(e.getSuppressed()).isNotEmpty();
        }
    }

    @Test
    void aClosedRuntimeRefusesPlansAndRehearsals() throws Exception {
        TestRuntime runtime = new TestRuntime(folder);
        ArtifactId id = runtime.store(PluginJar.greeter("hello", "1.0.0", "name"));
        runtime.close();

        assertThat(runtime.apply("hello", Route.stable("1.0.0")).refusals().get(""))
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.CLOSED);
        assertThat(catchThrowableOfType(
                                PluginRefusedException.class,
                                () -> runtime.runtime().rehearse(id))
                        .code())
                .isEqualTo(RefusalCode.CLOSED);
    }
}
