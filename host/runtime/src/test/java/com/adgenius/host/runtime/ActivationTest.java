package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a new version does while it is brought to life: what serves stays untouched, and the answer says why. */
class ActivationTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void aVersionIsConstructedStartedAndProbedInThisOrder() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            PluginJar jar = PluginJar.of("hello", "1.0.0")
                    .manifest("Plugin-Class", "acme.Life")
                    .extension(PluginJar.greeterSource(
                                    "Greeting",
                                    "return List.copyOf(life.steps);",
                                    "private final Life life;",
                                    "public Greeting(Life life) { this.life = life; life.steps.add(\"extended\"); }")
                            .concat("""
                                    class Life implements Plugin {
                                        final List<String> steps = new ArrayList<>(List.of("constructed"));
                                        public Life() {}
                                        public void start() { steps.add("started"); }
                                        public void probe() { steps.add("probed"); }
                                    }
                                    """));

            assertThat(runtime.serve(jar).refusals()).isEmpty();
            assertThat(runtime.greet("hello", "acme"))
                    .isEqualTo(List.of("constructed", "started", "extended", "probed"));
        }
    }

    @Test
    void whatTheApiPromisesIsInjectedByType() throws Exception {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        try (TestRuntime runtime = new TestRuntime(
                folder,
                builder -> builder.clock(Clock.fixed(noon, ZoneOffset.UTC))
                        .injectable(StringBuilder.class, instance -> new StringBuilder("for " + instance.version())))) {
            PluginJar jar = PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "return context.pluginId() + context.version() + logger.getName() + clock.instant() + own"
                                    + " + context.clock().instant();",
                            "final PluginContext context; final java.time.Clock clock; final System.Logger logger;",
                            "final StringBuilder own;",
                            "public Greeting(java.time.Clock clock, System.Logger logger, StringBuilder own,"
                                    + " PluginContext context) {",
                            "this.context = context; this.clock = clock; this.logger = logger; this.own = own; }"));

            assertThat(runtime.serve(jar).refusals()).isEmpty();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("hello1.0.0plugin.hello" + noon + "for 1.0.0" + noon);
        }
    }

    @Test
    void extensionsAreOrderedByTheirOrdinal() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            PluginJar jar = PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource("Last", "return \"last\";")
                            .replace("@Extension", "@Extension(ordinal = 2)"))
                    .extension(PluginJar.greeterSource("First", "return \"first\";")
                            .replace("@Extension", "@Extension(ordinal = 1)"));
            runtime.serve(jar);

            try (Lease lease = runtime.runtime()
                    .lease("hello", runtime.runtime().tenant("acme"))
                    .orElseThrow()) {
                assertThat(lease.instance().extensions(Greeter.class)).isEqualTo(2);
                assertThat(lease.<Greeter, Object>call(Greeter.class, TestRuntime.GREET, greeter -> greeter.greet("")))
                        .isEqualTo("first");
                assertThat(lease.<Greeter, Object>call(
                                Greeter.class, 1, TestRuntime.GREET, greeter -> greeter.greet("")))
                        .isEqualTo("last");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"boom\");",
                "throw new StackOverflowError(\"boom\");",
                "throw new LinkageError(\"boom\");",
                "throw new OutOfMemoryError(\"boom\");",
                "throw new ThreadDeath() { public String getMessage() { return \"boom\"; } };",
                "throw Life.<RuntimeException>sneak(new Exception(\"boom\"));",
                "throw new Error(\"boom\") { public String toString() { throw new Error(); } };"
            })
    void aConstructorThatThrowsAnythingIsARefusalWithItsWords(String body) throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public Life() { if (true) { " + body + " } }"
                        + " static <T extends Throwable> T sneak(Throwable t) throws T { throw (T) t; }");

        assertRefusedBesideWhatServes(bad, RefusalCode.CONSTRUCTOR_FAILED, "boom");
    }

    @Test
    void aStaticInitialiserThatThrowsIsARefusal() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("static final int N = Integer.parseInt(\"boom\");");

        assertRefusedBesideWhatServes(bad, RefusalCode.CONSTRUCTOR_FAILED, "boom");
    }

    @Test
    void anExceptionWhoseMessageThrowsIsARefusalAllTheSame() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public Life() { throw new RuntimeException() {"
                        + " public String getMessage() { throw new StackOverflowError(); } }; }");

        assertRefusedBesideWhatServes(bad, RefusalCode.CONSTRUCTOR_FAILED, "cannot be read");
    }

    @Test
    void anEndlessRecursionInAConstructorIsARefusal() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public Life() { deep(); } int deep() { return deep() + 1; }");

        assertRefusedBesideWhatServes(bad, RefusalCode.CONSTRUCTOR_FAILED, "StackOverflowError");
    }

    @Test
    void aStartThatFailsIsARefusalAndThePluginIsStopped() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void start() { throw new IllegalStateException(\"no licence\"); }"
                        + " public void stop() { Gates.reached(\"stopped\"); }");

        assertRefusedBesideWhatServes(bad, RefusalCode.START_FAILED, "no licence");
        Gates.awaitReached("stopped");
    }

    @Test
    void aProbeThatFailsIsARefusal() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void probe() throws Exception { throw new java.io.IOException(\"no fonts\"); }");

        assertRefusedBesideWhatServes(bad, RefusalCode.PROBE_FAILED, "no fonts");
    }

    @Test
    void aStaticInitialiserThatNeverReturnsIsARefusalAndItsLoaderStaysOpen() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("static { Gates.passStubbornly(\"initialiser\"); }");

        assertTimesOut(bad, Entry.CONSTRUCT, RefusalCode.CONSTRUCTOR_TIMED_OUT, "initialiser");
    }

    @Test
    void aBusyLoopInStartThatIgnoresItsInterruptionIsARefusal() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void start() { while (!Gates.isOpen(\"loop\")) { Thread.onSpinWait(); } }");

        assertTimesOut(bad, Entry.START, RefusalCode.START_TIMED_OUT, "loop");
    }

    @Test
    void aProbeThatNeverReturnsIsARefusal() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void probe() { Gates.passStubbornly(\"probe\"); }");

        assertTimesOut(bad, Entry.PROBE, RefusalCode.PROBE_TIMED_OUT, "probe");
    }

    @Test
    void aMessageThatNeverComesIsATimeOut() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void probe() { throw new RuntimeException() { public String getMessage() {"
                        + " Gates.passStubbornly(\"message\"); return \"\"; } }; }");

        assertTimesOut(bad, Entry.PROBE, RefusalCode.PROBE_TIMED_OUT, "message");
    }

    @Test
    void aStartThatHeedsItsInterruptionIsRefusedAndClosed() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .plugin("public void start() throws Exception { Gates.pass(\"never\"); }");
        try (TestRuntime runtime = new TestRuntime(folder, builder -> builder.entry(Entry.START.withDeadline(SHORT)))) {
            PlanOutcome outcome = runtime.serve(bad);

            assertThat(outcome.refusals().get("2.0.0"))
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.START_TIMED_OUT);
            TestRuntime.await(
                    "closed",
                    () -> runtime.runtime().instances().stream()
                            .allMatch(report -> report.state() == InstanceState.CLOSED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private Greeting() {}",
                "Greeting() {}",
                "public Greeting() {} public Greeting(java.time.Clock clock) {}",
                "public Greeting(Thread thread) {}"
            })
    void anExtensionWithoutAUsableConstructorIsRefused(String constructor) throws Exception {
        PluginJar bad = PluginJar.of("hello", "2.0.0")
                .extension(PluginJar.greeterSource("Greeting", "return name;", constructor));

        assertRefusedBesideWhatServes(bad, RefusalCode.NO_USABLE_CONSTRUCTOR, "acme.Greeting");
    }

    @Test
    void anAbstractExtensionIsRefused() throws Exception {
        PluginJar bad = PluginJar.of("hello", "2.0.0")
                .extension(PluginJar.greeterSource("Greeting", "return name;")
                        .replace("public class", "public abstract class"));

        assertRefusedBesideWhatServes(bad, RefusalCode.NO_USABLE_CONSTRUCTOR, "abstract");
    }

    @Test
    void anExtensionOfNoExtensionPointIsRefused() throws Exception {
        PluginJar bad = PluginJar.of("hello", "2.0.0")
                .extension("package acme;\npublic class Alone implements org.pf4j.ExtensionPoint {}");

        assertRefusedBesideWhatServes(bad, RefusalCode.NOT_AN_EXTENSION, "acme.Alone");
    }

    @Test
    void aPluginClassThatIsNoPluginIsRefused() throws Exception {
        PluginJar bad = PluginJar.greeter("hello", "2.0.0", "\"two\"")
                .type("package acme;\npublic class Other {}")
                .manifest("Plugin-Class", "acme.Other");

        assertRefusedBesideWhatServes(bad, RefusalCode.NOT_A_PLUGIN, "acme.Other");
    }

    @Test
    void anExtensionWhoseSuperclassIsMissingIsRefused() throws Exception {
        PluginJar bad = PluginJar.of("hello", "2.0.0")
                .extension(PluginJar.greeterSource("Greeting", "return name;")
                        .replace("implements Greeter", "extends Base implements Greeter")
                        .concat("class Base {}\n"))
                .without("acme/Base.class");

        assertRefusedBesideWhatServes(bad, RefusalCode.CLASS_NOT_LOADED, "acme/Base");
    }

    @Test
    void anArtifactThatCannotBeFetchedIsRefused() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            PluginPlan plan = new PluginPlan(
                    "hello", 99, Map.of("2.0.0", "0".repeat(64)), Route.stable("2.0.0"), Flags.on(), Optional.empty());

            PlanOutcome outcome = runtime.runtime().apply(plan);

            assertRefusal(outcome, RefusalCode.ARTIFACT_UNAVAILABLE, "There is no artifact");
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
        }
    }

    @Test
    void anArtifactThatWasChangedIsRefused() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            ArtifactId id = runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\""));
            Files.write(
                    runtime.file(id),
                    PluginJar.greeter("hello", "2.0.0", "\"evil\"").bytes());

            assertRefusal(runtime.apply("hello", Route.stable("2.0.0")), RefusalCode.ARTIFACT_MISMATCH, "changed");
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
        }
    }

    @Test
    void aRouteToAVersionThatDoesNotExistIsRefused() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));

            assertRefusal(runtime.apply("hello", Route.stable("2.0.0")), RefusalCode.VERSION_MISSING, "[1.0.0]");
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
        }
    }

    @Test
    void theActivationCheckKeepsWhatItFound() throws Exception {
        try (TestRuntime runtime = new TestRuntime(
                folder,
                builder -> builder.activationCheck((instance, extensions) ->
                        extensions.of(Greeter.class).getFirst().greet("check")))) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "List.of(name)"));

            assertThat(runtime.runtime()
                            .snapshot()
                            .instance("hello", runtime.runtime().tenant("acme"))
                            .orElseThrow()
                            .metadata(List.class))
                    .contains(List.of("check"));
        }
    }

    @Test
    void theActivationCheckRefusesWithReasonsOfItsOwn() throws Exception {
        try (TestRuntime runtime = new TestRuntime(
                folder,
                builder -> builder.activationCheck((instance, extensions) -> {
                    throw new PluginRefusedException(RefusalCode.METADATA_REFUSED, "no formats");
                }))) {
            assertRefusal(
                    runtime.serve(PluginJar.greeter("hello", "2.0.0", "name")),
                    RefusalCode.METADATA_REFUSED,
                    "no formats");
        }
    }

    @Test
    void metadataOfThePluginsOwnTypeIsRefused() throws Exception {
        try (TestRuntime runtime = new TestRuntime(
                folder,
                builder -> builder.activationCheck((instance, extensions) ->
                        extensions.of(Greeter.class).getFirst().greet("check")))) {
            assertRefusal(
                    runtime.serve(PluginJar.greeter("hello", "2.0.0", "this")),
                    RefusalCode.METADATA_REFUSED,
                    "acme.Greeting");
        }
    }

    private void assertRefusedBesideWhatServes(PluginJar bad, RefusalCode code, String words) throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));

            PlanOutcome outcome = runtime.serve(bad);

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.KEPT);
            assertThat(outcome.revision()).isEqualTo(1);
            assertRefusal(outcome, code, words);
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
            runtime.awaitState(2, InstanceState.CLOSED);
        }
    }

    private void assertTimesOut(PluginJar bad, Entry entry, RefusalCode code, String gate) throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder, builder -> builder.entry(entry.withDeadline(SHORT)))) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));

            PlanOutcome outcome = runtime.serve(bad);

            assertRefusal(outcome, code, "within 100 ms");
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
            runtime.awaitState(2, InstanceState.STUCK);
            assertThat(runtime.runtime().health().stuck()).isEqualTo(1);
            assertThat(runtime.serve(PluginJar.greeter("hello", "3.0.0", "\"three\""))
                            .reached())
                    .isTrue();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("three");

            Gates.open(gate);
            runtime.awaitState(2, InstanceState.CLOSED);
            assertThat(runtime.runtime().health().stuck()).isZero();
        }
    }

    private static void assertRefusal(PlanOutcome outcome, RefusalCode code, String words) {
        assertThat(outcome.reached()).isFalse();
        assertThat(outcome.refusals().get("2.0.0")).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.message()).contains(words);
        });
    }
}
