package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Greeting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves a plugin is the JDK's, the API's or the host's, all the way down. */
class ResultGateTest {

    private static final String OWN = "static class Own { public String toString() { return \"own\"; } }\n"
            + "static record OwnRecord(int number) {}\n"
            + "enum OwnEnum { ONE }\n"
            + "static class OwnList extends ArrayList<Object> {}\n"
            + "static class OwnFailure extends Exception {}\n"
            + "static Object loop() { List<Object> list = new ArrayList<>(); list.add(list); return list; }\n"
            + "static Collection<Object> endless() { return new AbstractCollection<Object>() {"
            + " public Iterator<Object> iterator() { return java.util.stream.Stream.generate(() -> (Object) 1).iterator(); }"
            + " public int size() { return 1; } }; }\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Own()",
                "new OwnRecord(1)",
                "OwnEnum.ONE",
                "new OwnList()",
                "new Own[0]",
                "new Object[] {new Own()}",
                "List.of(new Own())",
                "Map.of(\"key\", new Own())",
                "Map.of(new Own(), \"value\")",
                "Optional.of(new Own())",
                "List.of(Map.of(\"a\", Optional.of(Set.of(new Own()))))",
                "new ArrayList<>(List.of(OwnEnum.ONE))",
                "new Greeting(\"\", List.of(new Own()), Map.of())",
                "new Greeting(\"\", new OwnList(), Map.of())",
                "new Greeting(\"\", List.of(), Map.of(\"k\", List.of(new Own())))",
                "Arrays.asList(1, new Own())",
                "(Callable<Object>) () -> 1",
                "Own.class",
                "new OwnFailure()",
                "new Exception()",
                "new PluginException(FailureCode.INTERNAL, \"\")",
                "getClass().getClassLoader()",
                "Thread.currentThread()",
                "Stream()",
                "new java.util.concurrent.atomic.AtomicReference<>(new Own())",
                "new java.io.ByteArrayInputStream(new byte[1])",
                "Comparator.comparing(Object::toString)",
                "java.lang.reflect.Proxy.newProxyInstance(Greeter.class.getClassLoader(), new Class<?>[] {Greeter.class},"
                        + " (p, m, a) -> null)",
                "loop()"
            })
    void whatBelongsToThePluginCannotLeaveIt(String expression) throws Exception {
        try (TestRuntime runtime = greeter(expression.replace("Stream()", "java.util.stream.Stream.of(1)"))) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> runtime.greet("hello", "acme"));

            assertThat(failure.failure()).isEqualTo(CallFailure.INVALID_RESULT);
            assertThat(failure.code()).isEqualTo("invalid_result");
            assertThat(failure).hasMessageContaining("The result");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"text\"",
                "42",
                "new java.math.BigDecimal(\"1.50\")",
                "java.time.Instant.EPOCH",
                "java.time.Duration.ofDays(1)",
                "java.time.ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, java.time.ZoneId.of(\"Europe/Berlin\"))",
                "new UUID(1, 2)",
                "Locale.GERMANY",
                "java.net.URI.create(\"https://example.com\")",
                "OptionalInt.of(3)",
                "Optional.of(\"x\")",
                "FailureCode.BLOCKED",
                "TimeUnit.DAYS",
                "new byte[] {1, 2}",
                "new String[] {\"a\"}",
                "List.of(1, List.of(2))",
                "Set.of(1)",
                "new TreeMap<>(Map.of(\"b\", 1, \"a\", Arrays.asList(1, null)))",
                "new LinkedHashSet<>(List.of(3, 1, 2))",
                "new Blob(\"id\", \"image/png\", 3)",
                "new Greeting(\"t\", List.of(1), Map.of(\"k\", Optional.of(FailureCode.BLOCKED)))",
                "new Greeting(\"t\", new ArrayList<>(List.of(1)), new HashMap<>(Map.of(\"k\", 2)))"
            })
    void valuesOfTheJdkAndTheApiLeaveUnchanged(String expression) throws Exception {
        try (TestRuntime runtime = greeter(expression)) {
            Object inside = runtime.greet("hello", "as text");
            Object outside = runtime.greet("hello", "acme");

            assertThat(text(outside)).isEqualTo(inside);
        }
    }

    @Test
    void aCollectionThatThePluginCouldStillChangeLeavesAsACopy() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Keeping",
                            "KEPT.add(new Object() {}); if (KEPT.size() > 1) return null;"
                                    + " KEPT.clear(); KEPT.add(1); return new Object[] {KEPT,"
                                    + " Collections.unmodifiableList(KEPT), new Greeting(\"\", KEPT, Map.of())};",
                            "static final List<Object> KEPT = new ArrayList<>();")));
            Object[] result = (Object[]) runtime.greet("hello", "acme");
            runtime.greet("hello", "acme");

            assertThat(result[0]).isEqualTo(List.of(1));
            assertThat(result[1]).isEqualTo(List.of(1));
            assertThat(((Greeting) result[2]).parts()).isEqualTo(List.of(1));
        }
    }

    @Test
    void aPluginsListBehindAJdkWrapperLeavesAsACopy() throws Exception {
        try (TestRuntime runtime = greeter("Collections.unmodifiableList(new OwnList())")) {
            Collection<?> result = (Collection<?>) runtime.greet("hello", "acme");

            assertThat(result).isEmpty();
            assertThat(new ArrayList<>(result)).isEqualTo(List.of());
        }
    }

    @Test
    void anEndlessCollectionEndsAtTheCallsDeadline() throws Exception {
        try (TestRuntime runtime = greeter("Collections.unmodifiableCollection(endless())")) {
            CallFailedException failure = catchThrowableOfType(
                    CallFailedException.class,
                    () -> runtime.greet("hello", "acme", TestRuntime.GREET.withDeadline(Duration.ofMillis(50))));

            assertThat(failure.failure()).isEqualTo(CallFailure.TIMED_OUT);
        }
    }

    @Test
    void aRecordThatNeedsAKindOfCollectionIsRefusedWithWords() {
        record Strict(ArrayList<Object> list) {}
        ResultGate gate = new ResultGate(new HostTypes(getClass().getClassLoader()));

        assertThat(catchThrowableOfType(
                        ResultRefusedException.class, () -> gate.admit(new Strict(new ArrayList<>(List.of(1))))))
                .hasMessageContaining("Strict");
    }

    @Test
    void anObjectOfTheHostsOwnLeaves() throws Exception {
        ResultGate gate = new ResultGate(new HostTypes(getClass().getClassLoader()));

        assertThat(gate.admit(this)).isSameAs(this);
        assertThat(gate.admit(Map.of("host", this))).isEqualTo(Map.of("host", this));
    }

    private TestRuntime greeter(String expression) throws InterruptedException {
        TestRuntime runtime = new TestRuntime(folder);
        PlanOutcome outcome = runtime.serve(PluginJar.of("hello", "1.0.0")
                .extension(PluginJar.greeterSource(
                        "GreetingOf",
                        "Object result = " + expression + "; return name.equals(\"as text\") ? text(result) : result;",
                        OWN,
                        "static String text(Object o) { return o instanceof byte[] b ? Arrays.toString(b)"
                                + " : o instanceof Object[] a ? Arrays.toString(a) : String.valueOf(o); }")));
        assertThat(outcome.refusals()).isEmpty();
        return runtime;
    }

    private static String text(Object object) {
        return switch (object) {
            case byte[] bytes -> Arrays.toString(bytes);
            case Object[] array -> Arrays.toString(array);
            case null, default -> String.valueOf(object);
        };
    }
}
