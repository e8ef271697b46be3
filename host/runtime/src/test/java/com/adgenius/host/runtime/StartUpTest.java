package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many plugins at once, and what they require of each other. */
class StartUpTest {

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void oneThatHangsAndOneThatFailsDoNotKeepTheOthers() throws Exception {
        try (TestRuntime runtime =
                new TestRuntime(folder, builder -> builder.entry(Entry.START.withDeadline(Duration.ofMillis(200))))) {
            List<PluginPlan> plans = new ArrayList<>();
            plans.add(plan(
                    runtime,
                    PluginJar.greeter("hangs", "1.0.0", "name")
                            .plugin("public void start() { Gates.passStubbornly(\"hang\"); }")));
            plans.add(plan(
                    runtime,
                    PluginJar.greeter("fails", "1.0.0", "name").plugin("public Life() { throw new Error(\"no\"); }")));
            IntStream.range(0, 20)
                    .mapToObj(i -> plan(runtime, PluginJar.greeter("good-" + i, "1.0.0", "name")))
                    .forEach(plans::add);

            List<PlanOutcome> outcomes = runtime.runtime().applyAll(plans);

            assertThat(outcomes)
                    .extracting(PlanOutcome::pluginId)
                    .containsExactlyElementsOf(
                            plans.stream().map(PluginPlan::pluginId).toList());
            assertThat(outcomes.subList(0, 2)).extracting(PlanOutcome::result).containsOnly(PlanOutcome.Result.NOTHING);
            assertThat(outcomes.subList(2, 22)).allMatch(PlanOutcome::reached);
            assertThat(runtime.greet("good-19", "acme")).isEqualTo("acme");
            Gates.open("hang");
        }
    }

    @Test
    void pluginsThatHangStartSideBySide() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            List<PluginPlan> plans = List.of(
                    plan(
                            runtime,
                            PluginJar.greeter("first", "1.0.0", "name")
                                    .plugin("public void start() throws Exception {"
                                            + " Gates.reached(\"first\"); Gates.pass(\"second\"); }")),
                    plan(
                            runtime,
                            PluginJar.greeter("second", "1.0.0", "name")
                                    .plugin("public void start() throws Exception {"
                                            + " Gates.reached(\"second\"); Gates.pass(\"first\"); }")));

            assertThat(runtime.runtime().applyAll(plans)).allMatch(PlanOutcome::reached);
        }
    }

    @Test
    void aPluginWaitsForThoseThatItRequires() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            List<PluginPlan> plans = List.of(
                    plan(
                            runtime,
                            PluginJar.greeter("third", "1.0.0", "name").manifest("Plugin-Dependencies", "second")),
                    plan(
                            runtime,
                            PluginJar.greeter("second", "1.0.0", "name")
                                    .manifest("Plugin-Dependencies", "first@>=1.0.0, absent?")),
                    plan(runtime, PluginJar.greeter("first", "1.0.0", "name")));

            assertThat(runtime.runtime().applyAll(plans)).allMatch(PlanOutcome::reached);
        }
    }

    @Test
    void pluginsThatRequireEachOtherAreRefusedWithTheReason() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            List<PluginPlan> plans = List.of(
                    plan(runtime, PluginJar.greeter("chicken", "1.0.0", "name").manifest("Plugin-Dependencies", "egg")),
                    plan(
                            runtime,
                            PluginJar.greeter("egg", "1.0.0", "name").manifest("Plugin-Dependencies", "chicken")));

            assertThat(runtime.runtime().applyAll(plans))
                    .allSatisfy(outcome -> assertThat(outcome.refusals().get("1.0.0"))
                            .extracting(Refusal::code)
                            .containsExactly(RefusalCode.UNMET_REQUIREMENT));
        }
    }

    @Test
    void whatIsRequiredMustBeInstalledServedSwitchedOnAndOfTheRightVersion() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            ArtifactId needy = runtime.store(
                    PluginJar.greeter("needy", "1.0.0", "name").manifest("Plugin-Dependencies", "base@>=2.0.0"));
            runtime.store(PluginJar.greeter("base", "1.0.0", "name"));
            runtime.store(PluginJar.greeter("base", "2.0.0", "name"));

            assertThat(unmet(runtime, needy)).contains("needy 1.0.0 requires base >=2.0.0, which is not installed");
            runtime.apply("base", Route.nowhere());
            assertThat(unmet(runtime, needy)).contains("no version serves");
            runtime.apply("base", Route.stable("1.0.0"));
            assertThat(unmet(runtime, needy)).contains("but 1.0.0 serves");
            runtime.runtime()
                    .apply(runtime.plan("base", Route.stable("2.0.0"), new Flags(false, true, Map.of(), Set.of())));
            assertThat(unmet(runtime, needy)).contains("switched off");
            runtime.apply("base", Route.stable("2.0.0"));
            assertThat(runtime.apply("needy", Route.stable("1.0.0")).reached()).isTrue();
        }
    }

    private static PluginPlan plan(TestRuntime runtime, PluginJar jar) {
        ArtifactId id = runtime.store(jar);
        return new PluginPlan(
                id.pluginId(),
                1,
                Map.of(id.version(), id.sha256()),
                Route.stable(id.version()),
                Flags.on(),
                Optional.empty());
    }

    private static String unmet(TestRuntime runtime, ArtifactId id) throws InterruptedException {
        PlanOutcome outcome = runtime.apply(id.pluginId(), Route.stable(id.version()));
        assertThat(outcome.refusals().get(id.version()))
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.UNMET_REQUIREMENT);
        return outcome.refusals().get(id.version()).getFirst().message();
    }
}
