package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each trigger of the leak corpus in a plugin of its own that is swapped for a good one: its class loader is collected, or
 * collected after the plugin was cleaned up after, or reported with its holder; never silently neither.
 */
class LeakCorpusIT {

    private static final long LIMIT_MINUTES = 3;

    @TempDir
    Path folder;

    private final Map<String, List<CleanedUp>> cleaned = new ConcurrentHashMap<>();

    @Test
    void everyTriggerIsCollectedCleanedUpAfterOrReportedWithItsHolder() throws Exception {
        Map<String, Verdict.Control> controls = controls();
        List<String> table = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        try (TestRuntime runtime = runtime()) {
            for (Trigger trigger : LeakCorpus.TRIGGERS) {
                Verdict.Actual actual = silently(runtime, trigger, "t-" + table.size());
                Verdict.Control control = controls.get(trigger.label());
                table.add("%-72s | %-44s | %-7s | %s | %s"
                        .formatted(
                                trigger.label(),
                                trigger.expected() + " " + trigger.named(),
                                control == null ? "?" : control.leaked() ? "leaks" : "none",
                                actual,
                                trigger.why()));
                Verdict.violations(trigger, actual, Optional.ofNullable(control))
                        .forEach(violation -> violations.add(trigger.label() + ": " + violation + ": " + actual));
            }
        }
        System.out.println("trigger | expected | without cleaning | actual | why\n" + String.join("\n", table));
        assertThat(violations).isEmpty();
    }

    @Test
    void theTableHasEveryTriggerOfTheCorpus() throws Exception {
        TreeSet<String> known = new TreeSet<>(LeakCorpus.OTHERS);
        LeakCorpus.TRIGGERS.forEach(trigger -> known.add(trigger.name().replaceFirst("\\$.*", "")));

        assertThat(known).isEqualTo(LeakCorpus.classes());
    }

    @Test
    void whatDiffersFromTheTableIsSaid() {
        Trigger hook = Trigger.cleaned("Hook", CleanedUp.Kind.SHUTDOWN_HOOK, "");
        Trigger nothing = Trigger.collected("Nothing", "");
        Verdict.Control leaks = new Verdict.Control(true, true);
        CleanedUp bean = new CleanedUp(CleanedUp.Kind.MBEAN, "bean");
        LeakHolder unknown = LeakHolder.of(LeakHolder.Kind.UNKNOWN, "holder unknown");

        assertThat(Verdict.violations(
                        nothing, new Verdict.Actual("ran", false, List.of(), List.of()), Optional.of(leaks)))
                .contains("neither collected nor reported with a holder");
        assertThat(Verdict.violations(
                        nothing, new Verdict.Actual("ran", false, List.of(), List.of(unknown)), Optional.of(leaks)))
                .contains("neither collected nor reported with a holder");
        assertThat(Verdict.violations(
                        nothing, new Verdict.Actual("ran", true, List.of(), List.of()), Optional.of(leaks)))
                .containsExactly("leaks without cleaning");
        assertThat(Verdict.violations(
                        hook, new Verdict.Actual("ran", true, List.of(bean), List.of()), Optional.of(leaks)))
                .containsExactly("not as expected");
        assertThat(Verdict.violations(
                        hook,
                        new Verdict.Actual("ran", true, List.of(), List.of()),
                        Optional.of(new Verdict.Control(false, true))))
                .containsExactly("not as expected", "does not leak without cleaning");
        assertThat(Verdict.violations(
                        Trigger.missing("None", "java.lang.String", ""),
                        new Verdict.Actual("ran", true, List.of(), List.of()),
                        Optional.of(leaks)))
                .containsExactly("not as expected");
    }

    private TestRuntime runtime() {
        RuntimeLimits limits =
                TestRuntime.limits().withLeakAfter(Duration.ofMillis(200)).withLeaks(100);
        RuntimeListener listener = new RuntimeListener() {
            @Override
            public void cleaned(InstanceInformation instance, List<CleanedUp> things) {
                cleaned.put(instance.pluginId(), things);
            }
        };
        return new TestRuntime(folder, builder -> builder.limits(limits).listener(listener));
    }

    /** The prevention library, which some triggers use, prints a page for each. */
    private Verdict.Actual silently(TestRuntime runtime, Trigger trigger, String plugin) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            return swap(runtime, trigger, plugin);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Verdict.Actual swap(TestRuntime runtime, Trigger trigger, String plugin) throws Exception {
        String call =
                "com.adgenius.host.runtime.TriggerCall.run(getClass().getClassLoader(), \"" + trigger.name() + "\")";
        boolean inStart = trigger.place() == Trigger.Place.START;
        PluginJar jar = PluginJar.of(plugin, "1.0.0")
                .manifest("Plugin-Class", "acme.Life")
                .extension(PluginJar.greeterSource(
                                "Greeting",
                                inStart ? "return life.said;" : "return " + call + ";",
                                "private final Life life; public Greeting(Life life) { this.life = life; }")
                        .concat("class Life implements Plugin { volatile String said = \"\"; public Life() {}"
                                + " public void start() { said = " + (inStart ? call : "\"\"") + "; } }\n"));
        LeakCorpus.content(trigger).forEach(jar::entry);
        jar.entry("com/adgenius/host/runtime/TriggerCall.class", bytes());
        PlanOutcome outcome = runtime.serve(jar);
        assertThat(outcome.reached()).as("%s: %s", trigger.label(), outcome).isTrue();
        String said = String.valueOf(runtime.greet(plugin, "acme", TestRuntime.GREET_INLINE));
        PluginJar good = PluginJar.greeter(plugin, "2.0.0", "name");
        assertThat(runtime.serve(good).reached()).isTrue();
        boolean settled = settles(runtime, plugin);
        List<LeakHolder> holders = runtime.runtime().leaks().stream()
                .filter(leak -> leak.instance().pluginId().equals(plugin))
                .flatMap(leak -> leak.holders().stream())
                .toList();
        return new Verdict.Actual(said, settled && holders.isEmpty(), cleaned.getOrDefault(plugin, List.of()), holders);
    }

    private static byte[] bytes() throws Exception {
        try (var content = TriggerCall.class.getResourceAsStream("TriggerCall.class")) {
            return content.readAllBytes();
        }
    }

    /** Waits until the first version is collected or reported; false where it is neither. */
    private static boolean settles(TestRuntime runtime, String plugin) {
        try {
            TestRuntime.await(
                    plugin + " is collected or reported",
                    () -> runtime.runtime().instances().stream()
                            .noneMatch(report -> report.instance().pluginId().equals(plugin)
                                    && report.instance().version().equals("1.0.0")
                                    && report.state() != InstanceState.LEAKED));
            return true;
        } catch (AssertionError late) {
            return false;
        }
    }

    private Map<String, Verdict.Control> controls() throws Exception {
        Path log = folder.resolve("control.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LeakControl.class.getName(),
                folder.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            String output = Files.readString(log);
            assertThat(ended && process.exitValue() == 0).as("%s", output).isTrue();
            return read(output.lines());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, Verdict.Control> read(Stream<String> lines) {
        return lines.filter(line -> line.startsWith(LeakControl.LINE))
                .map(line -> line.substring(LeakControl.LINE.length()).split("\\|", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0],
                        parts -> new Verdict.Control(Boolean.parseBoolean(parts[1]), Boolean.parseBoolean(parts[2])),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }
}
