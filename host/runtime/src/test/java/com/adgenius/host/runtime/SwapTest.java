package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one version to the next: plans, rehearsals, drains, and what holds when something fails. */
class SwapTest {

    private static final String HOLDING =
            "if (name.equals(\"hold\")) { Gates.reached(\"inside\"); Gates.pass(\"go\"); } return \"one\";";

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void aCallThatBeginsAfterThePlanWasAppliedMeetsTheNewVersion() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            for (int version = 1; version <= 5; version++) {
                String name = version + ".0.0";
                assertThat(runtime.serve(PluginJar.greeter("hello", name, "\"" + name + "\""))
                                .reached())
                        .isTrue();
                assertThat(runtime.greet("hello", "acme")).isEqualTo(name);
                assertThat(runtime.greet("hello", "acme", TestRuntime.GREET_INLINE))
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void aPlanThatIsInForceDoesNothing() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.store(PluginJar.greeter("hello", "1.0.0", "name"));
            PluginPlan plan = runtime.plan("hello", Route.stable("1.0.0"), Flags.on());
            PlanOutcome first = runtime.runtime().apply(plan);

            assertThat(runtime.runtime().apply(plan)).isEqualTo(first);
            assertThat(runtime.runtime().instances()).hasSize(1);
        }
    }

    @Test
    void anOlderPlanIsIgnored() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.store(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\""));
            PluginPlan older = runtime.plan("hello", Route.stable("1.0.0"), Flags.on());
            runtime.apply("hello", Route.stable("2.0.0"));

            PlanOutcome outcome = runtime.runtime().apply(older);

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.SUPERSEDED);
            assertThat(outcome.revision()).isEqualTo(2);
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
        }
    }

    @Test
    void aPlanThatWasNotReachedIsTriedAgain() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\"")
                    .plugin("public void probe() { if (!Gates.isOpen(\"mended\")) throw new Error(\"no\"); }"));
            PluginPlan plan = runtime.plan("hello", Route.stable("2.0.0"), Flags.on());
            assertThat(runtime.runtime().apply(plan).result()).isEqualTo(PlanOutcome.Result.KEPT);
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");

            Gates.open("mended");
            PlanOutcome outcome = runtime.runtime().apply(plan);

            assertThat(outcome.reached()).isTrue();
            assertThat(outcome.revision()).isEqualTo(plan.revision());
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
        }
    }

    @Test
    void theFlagsTakeEffectEvenWhenTheRouteCannot() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            Flags flags = new Flags(true, true, Map.of("barred", false), Set.of());

            PlanOutcome outcome = runtime.runtime().apply(runtime.plan("hello", Route.stable("9.0.0"), flags));

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.KEPT);
            assertThat(outcome.route()).isEqualTo(Route.stable("1.0.0"));
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
            assertThat(runtime.runtime().lease("hello", runtime.runtime().tenant("barred")))
                    .isEmpty();
        }
    }

    @Test
    void aRouteTakesEffectAsAWholeOrNotAtAll() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\""));
            runtime.store(PluginJar.greeter("hello", "3.0.0", "\"three\"")
                    .plugin("public void probe() { throw new Error(\"no\"); }"));

            PlanOutcome outcome = runtime.apply("hello", Route.stable("2.0.0").withCanary("3.0.0", 50));

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.KEPT);
            assertThat(outcome.refusals()).containsOnlyKeys("3.0.0");
            for (String tenant : List.of("a1", "a2", "a3", "a4", "a5", "a6")) {
                assertThat(runtime.greet("hello", tenant)).isEqualTo("one");
            }
        }
    }

    @Test
    void whereNothingServesYetTheLastGoodVersionServesInPlaceOfABadOne() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.store(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\"")
                    .plugin("public void probe() { if (!Gates.isOpen(\"mended\")) throw new Error(\"no\"); }"));
            PluginPlan plan = runtime.plan("hello", 7, Route.stable("2.0.0"), Flags.on(), Optional.of("1.0.0"));

            PlanOutcome outcome = runtime.runtime().apply(plan);

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.LAST_GOOD);
            assertThat(outcome.revision()).isZero();
            assertThat(outcome.route()).isEqualTo(Route.stable("1.0.0"));
            assertThat(outcome.refusals().get("2.0.0")).isNotEmpty();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
            assertThat(runtime.runtime().apply(plan).result()).isEqualTo(PlanOutcome.Result.LAST_GOOD);

            Gates.open("mended");
            assertThat(runtime.runtime().apply(plan).reached()).isTrue();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
        }
    }

    @Test
    void whereNothingServesYetWhatCanBeActivatedServesAndAPinIsServedByNoOther() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.store(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            Route route =
                    new Route(Optional.of("1.0.0"), Optional.of(new Canary("8.0.0", 99)), Map.of("pinned", "9.0.0"));

            PlanOutcome outcome = runtime.apply("hello", route);

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.PARTIAL);
            assertThat(outcome.refusals()).containsOnlyKeys("8.0.0", "9.0.0");
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
            assertThat(runtime.runtime().availability("hello", runtime.runtime().tenant("pinned")))
                    .isInstanceOfSatisfying(
                            Availability.NotLoaded.class,
                            missing -> assertThat(missing.refusals())
                                    .extracting(Refusal::code)
                                    .containsExactly(RefusalCode.VERSION_MISSING));
        }
    }

    @Test
    void whereNothingCanBeActivatedNothingServes() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            PlanOutcome outcome = runtime.apply("hello", Route.stable("1.0.0"));

            assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.NOTHING);
            assertThat(outcome.route()).isEqualTo(Route.nowhere());
            assertThat(runtime.runtime().availability("hello", runtime.runtime().tenant("acme")))
                    .isInstanceOf(Availability.NotLoaded.class);
        }
    }

    @Test
    void aRehearsedInstanceIsTakenOverByThePlanThatFollows() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            ArtifactId id = runtime.store(PluginJar.greeter("hello", "1.0.0", "name"));
            runtime.runtime().rehearse(id);
            assertThat(runtime.runtime().lease("hello", runtime.runtime().tenant("acme")))
                    .isEmpty();
            runtime.runtime().rehearse(id);
            runtime.apply("hello", Route.stable("1.0.0"));
            runtime.runtime().rehearse(id);

            assertThat(runtime.runtime().instances())
                    .singleElement()
                    .extracting(InstanceReport::state)
                    .isEqualTo(InstanceState.SERVING);
        }
    }

    @Test
    void aRehearsedInstanceThatNoPlanNamesIsClosed() throws Exception {
        try (TestRuntime runtime = new TestRuntime(
                folder, builder -> builder.limits(TestRuntime.limits().withRehearsal(Duration.ofMillis(1))))) {
            runtime.runtime()
                    .rehearse(runtime.store(PluginJar.greeter("hello", "1.0.0", "name")
                            .plugin("public void stop() { Gates.reached(\"stopped\"); }")));

            Gates.awaitReached("stopped");
            runtime.awaitState(1, InstanceState.CLOSED);
        }
    }

    @Test
    void aRehearsalThatFailsSaysWhy() {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            ArtifactId id = runtime.store(PluginJar.greeter("hello", "3.0.0", "name")
                    .plugin("public void probe() { throw new IllegalStateException(\"no fonts\"); }"));

            PluginRefusedException refused = catchThrowableOfType(
                    PluginRefusedException.class, () -> runtime.runtime().rehearse(id));

            assertThat(refused.code()).isEqualTo(RefusalCode.PROBE_FAILED);
            assertThat(refused).hasMessageContaining("no fonts");
        }
    }

    @Test
    void aDrainWaitsForTheLastCallAndThePluginStopsAfterIt() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource("Greeting", HOLDING))
                    .plugin("public void stop() { Gates.reached(\"stopped\"); }"));
            Future<Object> held = threads.submit(() -> runtime.greet("hello", "hold"));
            Gates.awaitReached("inside");

            runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
            assertThat(runtime.runtime().instances().getFirst().state()).isEqualTo(InstanceState.DRAINING);
            assertThat(runtime.runtime().health().draining()).isEqualTo(1);
            assertThat(Gates.isOpen("stopped")).isFalse();
            Gates.open("go");
            assertThat(held.get()).isEqualTo("one");
            Gates.awaitReached("stopped");
            runtime.awaitState(1, InstanceState.CLOSED);
        }
    }

    @Test
    void aLeaseKeepsItsInstanceAcrossASwap() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            try (Lease lease = runtime.runtime()
                    .lease("hello", runtime.runtime().tenant("acme"))
                    .orElseThrow()) {
                runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));

                assertThat(lease.<Greeter, Object>call(Greeter.class, TestRuntime.GREET, greeter -> greeter.greet("")))
                        .isEqualTo("one");
                assertThat(lease.instance().state()).isEqualTo(InstanceState.DRAINING);
            }
            runtime.awaitState(1, InstanceState.CLOSED);
        }
    }

    @Test
    void aboveTheCapOfDrainsTheNextSwapIsRefusedAndPossibleAgainAfterwards() throws Exception {
        try (TestRuntime runtime = new TestRuntime(
                        folder, builder -> builder.limits(TestRuntime.limits().withDraining(1)));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", HOLDING)));
            Future<Object> held = threads.submit(() -> runtime.greet("hello", "hold"));
            Gates.awaitReached("inside");
            runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));
            ArtifactId third = runtime.store(PluginJar.greeter("hello", "3.0.0", "\"three\""));

            PlanOutcome refused = runtime.apply("hello", Route.stable("3.0.0"));

            assertThat(refused.result()).isEqualTo(PlanOutcome.Result.KEPT);
            assertThat(refused.refusals().get("")).extracting(Refusal::code).containsExactly(RefusalCode.DRAIN_LIMIT);
            assertThat(catchThrowableOfType(
                                    PluginRefusedException.class,
                                    () -> runtime.runtime().rehearse(third))
                            .code())
                    .isEqualTo(RefusalCode.DRAIN_LIMIT);
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
            assertThat(runtime.serve(PluginJar.greeter("another", "1.0.0", "name"))
                            .reached())
                    .isTrue();
            Gates.open("go");
            held.get();
            runtime.awaitState(1, InstanceState.CLOSED);
            assertThat(runtime.apply("hello", Route.stable("3.0.0")).reached()).isTrue();
        }
    }

    @Test
    void evictionInterruptsTheCallsOfADrainAndSaysSo() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runtime.serve(PluginJar.of("hello", "1.0.0").extension(PluginJar.greeterSource("Greeting", HOLDING)));
            Future<Object> held = threads.submit(() -> runtime.greet("hello", "hold"));
            Gates.awaitReached("inside");
            assertThat(runtime.runtime().evict("hello"))
                    .as("nothing drains yet")
                    .isZero();
            runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two\""));

            assertThat(runtime.runtime().evict("hello")).isEqualTo(1);

            assertThat(catchThrowableOfType(ExecutionException.class, held::get).getCause())
                    .isInstanceOfSatisfying(
                            CallFailedException.class,
                            failure -> assertThat(failure.failure()).isEqualTo(CallFailure.EVICTED));
            runtime.awaitState(1, InstanceState.CLOSED);
        }
    }

    @Test
    void aRemovedPluginIsGoneAndItsFilesToo() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "name"));
            runtime.runtime().remove("hello");

            assertThat(runtime.runtime().availability("hello", runtime.runtime().tenant("acme")))
                    .isEqualTo(new Availability.NotInstalled());
            runtime.awaitState(1, InstanceState.CLOSED);
            assertThat(jars()).isEmpty();
        }
    }

    @Test
    void copiesLeftByAnEarlierRunAreSweptAndTwoRuntimesDoNotShareAFolder() throws Exception {
        Path left = folder.resolve("runtime").resolve("left.jar");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[1]);
        try (TestRuntime runtime = new TestRuntime(folder)) {
            assertThat(left).doesNotExist();
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "name"));
            assertThat(jars()).hasSize(1);
            assertThat(catchThrowableOfType(UncheckedIOException.class, () -> new TestRuntime(folder)))
                    .hasStackTraceContaining("Another runtime uses");
        }
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runtime"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
