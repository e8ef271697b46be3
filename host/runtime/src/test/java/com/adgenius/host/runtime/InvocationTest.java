package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import com.adgenius.plugin.FailureCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plugin does in a call: the call fails with a code and words, and the host goes on. */
class InvocationTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    static Stream<Entry> entries() {
        return Stream.of(TestRuntime.GREET, TestRuntime.GREET_INLINE);
    }

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whateverAPluginThrowsIsAFailedCallWithItsWords(Entry entry) throws Exception {
        for (String thrown : List.of(
                "new IllegalStateException(\"boom\")",
                "new StackOverflowError(\"boom\")",
                "new OutOfMemoryError(\"boom\")",
                "new NoClassDefFoundError(\"boom\")",
                "new java.io.IOException(new Exception(\"boom\"))",
                "new Error() { public String getMessage() { return \"boom\"; } }")) {
            CallFailedException failure = failure("throw " + thrown + ";", entry);

            assertThat(failure.failure()).isEqualTo(CallFailure.INTERNAL);
            assertThat(failure.failureCode()).isEqualTo(FailureCode.INTERNAL);
            assertThat(failure.code()).isEqualTo("internal");
            assertThat(failure).hasMessageContaining("boom").hasMessageContaining("hello 1.0.0");
            assertThat(failure.getCause()).isNull();
            assertThat(failure.getSuppressed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatAPluginReportsKeepsItsCodeAndWordsAlone(Entry entry) throws Exception {
        CallFailedException failure = failure(
                "throw new PluginException(FailureCode.QUOTA_EXCEEDED, \"Wait a minute\\nplease\", new Error());",
                entry);

        assertThat(failure.failure()).isEqualTo(CallFailure.REPORTED);
        assertThat(failure.failureCode()).isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(failure.code()).isEqualTo("quota_exceeded");
        assertThat(failure).hasMessage("Wait a minute please").hasNoCause();
        assertThat(failure.pluginId()).isEqualTo("hello");
        assertThat(failure.version()).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aLongMessageIsCut(Entry entry) throws Exception {
        assertThat(failure("throw new RuntimeException(\"words \".repeat(1000000));", entry)
                        .getMessage())
                .hasSizeLessThan(FailureDescription.MESSAGE_LIMIT + 50);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anExceptionThatThrowsWhenAskedForItsMessageIsAFailedCall(Entry entry) throws Exception {
        CallFailedException failure = failure(
                "throw new RuntimeException() { public String getMessage() { throw new StackOverflowError(); } };",
                entry);

        assertThat(failure).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aReportWithoutCodeIsAFailedCall(Entry entry) throws Exception {
        CallFailedException failure = failure(
                "throw new PluginException(FailureCode.INTERNAL, \"\") { public FailureCode code() { return null; } };",
                entry);

        assertThat(failure.failure()).isEqualTo(CallFailure.INTERNAL);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anExceptionThatBlocksWhenAskedForItsMessageIsAFailedCall(Entry entry) throws Exception {
        CallFailedException failure = failure(
                "throw new RuntimeException() { public String getMessage() { Gates.passStubbornly(\"message\");"
                        + " return \"\"; } };",
                entry.withDeadline(SHORT));

        assertThat(failure.failure()).isIn(CallFailure.TIMED_OUT, CallFailure.INTERNAL);
        Gates.open("message");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aCallThatTakesTooLongIsInterruptedAndTimedOut(Entry entry) throws Exception {
        CallFailedException failure = failure("Gates.pass(\"never\"); return name;", entry.withDeadline(SHORT));

        assertThat(failure.failure()).isEqualTo(CallFailure.TIMED_OUT);
        assertThat(failure).hasMessageContaining("100 ms");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCallThatIgnoresItsInterruptionIsGivenUpAndReportedAsStuck() throws Exception {
        Entry entry = TestRuntime.GREET.withDeadline(SHORT);
        try (TestRuntime runtime = greeter("while (!Gates.isOpen(\"loop\")) { Thread.onSpinWait(); } return name;")) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> runtime.greet("hello", "acme", entry));

            assertThat(failure.failure()).isEqualTo(CallFailure.TIMED_OUT);
            assertThat(report(runtime).stuckCalls()).isEqualTo(1);
            assertThat(report(runtime).leases()).isEqualTo(1);
            assertThat(runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""))
                            .reached())
                    .isTrue();
            assertThat(runtime.greet("hello", "acme", TestRuntime.GREET)).isEqualTo("two");
            runtime.awaitState(1, InstanceState.STUCK);

            Gates.open("loop");
            runtime.awaitState(1, InstanceState.CLOSED);
        } finally {
            Gates.open("loop");
        }
    }

    @Test
    void stuckCallsOfOneVersionDoNotUseUpThePlacesOfTheNext() throws Exception {
        Entry entry = TestRuntime.GREET.withDeadline(SHORT).withBulkhead(1, 0, Duration.ZERO);
        try (TestRuntime runtime = greeter("Gates.passStubbornly(\"stuck\"); return name;")) {
            assertThat(code(runtime, entry)).isEqualTo("timed_out");
            assertThat(code(runtime, entry)).isEqualTo("overloaded");
            runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));

            assertThat(runtime.greet("hello", "acme", entry)).isEqualTo("two");
            Gates.open("stuck");
        }
    }

    @Test
    void noMoreCallsThanThePlacesRunAtOnceAndTheOthersWaitBriefly() throws Exception {
        Entry entry = TestRuntime.GREET.withBulkhead(1, 1, SHORT);
        try (TestRuntime runtime = greeter("Gates.reached(\"inside\"); Gates.pass(\"go\"); return name;");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> first = threads.submit(() -> runtime.greet("hello", "acme", entry));
            Gates.awaitReached("inside");

            assertThat(code(runtime, entry)).isEqualTo("overloaded");
            Gates.open("go");
            assertThat(first.get()).isEqualTo("acme");
            assertThat(runtime.greet("hello", "acme", entry)).isEqualTo("acme");
        }
    }

    @Test
    void aNeighbourServesWhileAPluginMisbehaves() throws Exception {
        Entry entry = TestRuntime.GREET.withDeadline(SHORT);
        try (TestRuntime runtime = greeter("Gates.passStubbornly(\"stuck\"); return name;")) {
            runtime.serve(PluginJar.greeter("neighbour", "1.0.0", "name"));
            for (int i = 0; i < 5; i++) {
                assertThat(code(runtime, entry)).isEqualTo("timed_out");
                assertThat(runtime.greet("neighbour", "acme")).isEqualTo("acme");
            }
            Gates.open("stuck");
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theTenantIsBoundDuringTheCallOnly(Entry entry) throws Exception {
        AtomicReference<Optional<TenantKey>> seen = new AtomicReference<>(Optional.empty());
        try (TestRuntime runtime = greeter("return name;")) {
            TenantKey tenant = runtime.runtime().tenant("acme");
            runtime.runtime().call("hello", tenant, Greeter.class, entry, greeter -> {
                seen.set(Optional.of(TenantKey.CURRENT.get()));
                return greeter.greet("x");
            });

            assertThat(seen.get()).contains(tenant);
            assertThat(TenantKey.CURRENT.isBound()).isFalse();
        }
    }

    @Test
    void aCallLeavesNoInterruptionOnItsCallersThread() throws Exception {
        try (TestRuntime runtime = greeter("Thread.currentThread().interrupt(); return name;")) {
            assertThat(runtime.greet("hello", "acme", TestRuntime.GREET_INLINE)).isEqualTo("acme");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void aDetachedCallLeavesNoThreadLocalOnItsCallersThread() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "String before = KEPT.get(); KEPT.set(\"kept\"); return Optional.ofNullable(before);",
                            "static final ThreadLocal<String> KEPT = new ThreadLocal<>();")));

            assertThat(runtime.greet("hello", "acme")).isEqualTo(Optional.empty());
            assertThat(runtime.greet("hello", "acme")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void interruptingTheCallerInterruptsTheCall() throws Exception {
        ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        try (TestRuntime runtime = greeter("Gates.reached(\"inside\"); try { Gates.pass(\"never\"); return name; }"
                + " finally { Gates.reached(\"interrupted\"); }")) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    runtime.greet("hello", "acme");
                } catch (Exception e) {
                    thrown.add(e);
                }
            });
            Gates.awaitReached("inside");
            caller.interrupt();

            Gates.awaitReached("interrupted");
            caller.join();
            assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void anInterruptedCallerEntersNoPlugin() throws Exception {
        try (TestRuntime runtime = greeter("Gates.reached(\"inside\"); return name;")) {
            Thread.currentThread().interrupt();

            assertThat(catchThrowableOfType(InterruptedException.class, () -> runtime.greet("hello", "acme")))
                    .isNotNull();
            assertThat(Gates.isOpen("inside")).isFalse();
        }
    }

    @Test
    void callsAndFailuresAreCounted() throws Exception {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        RuntimeListener listener = new RuntimeListener() {
            @Override
            public void callEnded(
                    InstanceInformation instance, Entry entry, Duration duration, Optional<String> failureCode) {
                heard.add(instance.version() + " " + entry.name() + " " + failureCode.orElse("well"));
                throw new IllegalStateException("a listener that fails harms nothing");
            }
        };
        try (TestRuntime runtime = new TestRuntime(folder, builder -> builder.listener(listener))) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting", "if (name.equals(\"bad\")) throw new Error(); return name;")));
            runtime.greet("hello", "acme");
            assertThat(catchThrowableOfType(CallFailedException.class, () -> runtime.greet("hello", "bad")))
                    .isNotNull();

            assertThat(heard).containsExactly("1.0.0 greet well", "1.0.0 greet internal");
            assertThat(report(runtime).calls()).isEqualTo(2);
            assertThat(report(runtime).failures()).isEqualTo(Map.of("internal", 1L));
            assertThat(report(runtime).nanoseconds()).isPositive();
            assertThat(report(runtime).runningCalls()).isZero();
            assertThat(report(runtime).leases()).isZero();
        }
    }

    @Test
    void theConfiguredEntryReplacesTheCallersByName() throws Exception {
        try (TestRuntime runtime =
                new TestRuntime(folder, builder -> builder.entry(TestRuntime.GREET.withDeadline(SHORT)))) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource("Greeting", "Gates.pass(\"never\"); return name;")));

            assertThat(code(runtime, TestRuntime.GREET)).isEqualTo("timed_out");
        }
    }

    @Test
    void anExtensionPointThatThePluginLacksIsNotServed() throws Exception {
        try (TestRuntime runtime = greeter("return name;")) {
            NotServedException failure = catchThrowableOfType(
                    NotServedException.class,
                    () -> runtime.runtime()
                            .call(
                                    "hello",
                                    runtime.runtime().tenant("acme"),
                                    Runnable.class,
                                    TestRuntime.GREET,
                                    runnable -> "never"));

            assertThat(failure).hasMessageContaining("Runnable");
            assertThat(failure.availability()).isInstanceOf(Availability.Served.class);
        }
    }

    private TestRuntime greeter(String body) throws InterruptedException {
        TestRuntime runtime = new TestRuntime(folder);
        PlanOutcome outcome =
                runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", body)));
        assertThat(outcome.refusals()).isEmpty();
        return runtime;
    }

    private CallFailedException failure(String body, Entry entry) throws InterruptedException {
        try (TestRuntime runtime = greeter(
                body.endsWith("};") || body.startsWith("throw") ? "if (true) { " + body + " } return name;" : body)) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> runtime.greet("hello", "acme", entry));
            Gates.open("message");
            return failure;
        }
    }

    private static String code(TestRuntime runtime, Entry entry) {
        return catchThrowableOfType(CallFailedException.class, () -> runtime.greet("hello", "acme", entry))
                .code();
    }

    private static InstanceReport report(TestRuntime runtime) {
        return runtime.runtime().instances().getFirst();
    }
}
