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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static final String TEXT =
            "static String text(Object o) { return o instanceof byte[] b ? Arrays.toString(b)"
                    + " : o instanceof Object[] a ? Arrays.toString(a) : String.valueOf(o); }";

    private static final List<String> OWN_OBJECTS = List.of(
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
            "java.util.stream.Stream.of(1)",
            "new java.util.concurrent.atomic.AtomicReference<>(new Own())",
            "new java.io.ByteArrayInputStream(new byte[1])",
            "Comparator.comparing(Object::toString)",
            "java.lang.reflect.Proxy.newProxyInstance(Greeter.class.getClassLoader(), new Class<?>[] {Greeter.class},"
                    + " (p, m, a) -> null)",
            "loop()");

    private static final List<String> VALUES = List.of(
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
            "new Greeting(\"t\", new ArrayList<>(List.of(1)), new HashMap<>(Map.of(\"k\", 2)))");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static TestRuntime all;

    static Stream<Integer> ownObjects() {
        return IntStream.range(0, OWN_OBJECTS.size()).boxed();
    }

    static Stream<Integer> values() {
        return IntStream.range(0, VALUES.size()).boxed();
    }

    /** One plugin with every expression, since compiling takes longer than the tests. */
    @BeforeAll
    static void servePlugin() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < OWN_OBJECTS.size(); i++) {
            body.append("if (name.equals(\"own-")
                    .append(i)
                    .append("\")) return ")
                    .append(OWN_OBJECTS.get(i))
                    .append(";\n");
        }
        for (int i = 0; i < VALUES.size(); i++) {
            body.append("if (name.equals(\"value-")
                    .append(i)
                    .append("\")) return ")
                    .append(VALUES.get(i))
                    .append(";\n");
            body.append("if (name.equals(\"text-")
                    .append(i)
                    .append("\")) return text(")
                    .append(VALUES.get(i))
                    .append(");\n");
        }
        all = new TestRuntime(shared);
        PlanOutcome outcome = all.serve(PluginJar.of("all", "1.0.0")
                .extension(PluginJar.greeterSource("Everything", body + "return name;", OWN, TEXT)));
        assertThat(outcome.refusals()).isEmpty();
    }

    @AfterAll
    static void close() {
        all.close();
    }

    @ParameterizedTest
    @MethodSource("ownObjects")
    void whatBelongsToThePluginCannotLeaveIt(int expression) {
        CallFailedException failure =
                catchThrowableOfType(CallFailedException.class, () -> all.greet("all", "own-" + expression));

        assertThat(failure.failure()).as(OWN_OBJECTS.get(expression)).isEqualTo(CallFailure.INVALID_RESULT);
        assertThat(failure.code()).isEqualTo("invalid_result");
        assertThat(failure).hasMessageContaining("The result");
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfTheJdkAndTheApiLeaveUnchanged(int expression) throws Exception {
        Object outside = all.greet("all", "value-" + expression);

        assertThat(text(outside)).as(VALUES.get(expression)).isEqualTo(all.greet("all", "text-" + expression));
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
                .extension(PluginJar.greeterSource("GreetingOf", "return " + expression + ";", OWN)));
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
