package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.runtime.sample.Greeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.Plugin;
import org.pf4j.test.FailingPlugin;
import org.pf4j.test.FailingStopPlugin;

/**
 * The plugins that PF4J's own tests fail with, in this runtime.
 *
 * <p>They extend {@code org.pf4j.Plugin}, which is no part of our API and so invisible to plugins. A plugin that wants it does
 * what any plugin does with a library: it brings it in its own jar. The jars here hold PF4J's classes as PF4J released them,
 * the failing plugin as PF4J's tests have it, and an adapter of ours as {@code Plugin-Class} that passes the life cycle on.
 * The API of these runtimes leaves out PF4J's two markers, since a jar with a neighbour of an API class is refused, as one
 * test shows; it lets plugins see SLF4J, as PF4J does.
 */
class Pf4jFixturesIT {

    private static final PluginApi API = new PluginApi(
            "1.2.0",
            Set.of("com.adgenius.host.runtime.sample.", "com.adgenius.plugin.", "org.slf4j."),
            List.of(Greeter.class),
            Greeter.class.getClassLoader());

    @TempDir
    Path folder;

    private final Loaders loaders = new Loaders();
    private final Warnings warnings = new Warnings();

    @BeforeEach
    void hear() {
        Warnings.LOG.addHandler(warnings);
        Warnings.LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void hearNoMore() {
        Warnings.LOG.removeHandler(warnings);
        Warnings.LOG.setUseParentHandlers(true);
        Warnings.LOG.setLevel(Level.OFF);
    }

    @Test
    void aPluginWhoseStartThrowsIsRefusedAndWhatServedBeforeStillServes() throws Exception {
        try (TestRuntime runtime = runtime(API)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one\""));
            ArtifactId failing = runtime.store(pf4j("2.0.0", "\"two\"", FailingPlugin.class));
            try (Callers callers = new Callers(2, () -> runtime.greet("hello", "acme"), "one"::equals)) {
                callers.awaitAnswer();

                assertThatThrownBy(() -> runtime.runtime().rehearse(failing))
                        .isInstanceOfSatisfying(
                                PluginRefusedException.class, refused -> assertStartFailed(refused.refusals()));
                PlanOutcome outcome = runtime.apply("hello", Route.stable("2.0.0"));

                assertThat(outcome.result()).isEqualTo(PlanOutcome.Result.KEPT);
                assertThat(outcome.route()).isEqualTo(Route.stable("1.0.0"));
                assertStartFailed(outcome.refusals().get("2.0.0"));
                callers.awaitAnswer();
                assertThat(loaders.opened()).isEqualTo(3);
                assertThat(loaders.uncollected("hello 1.0.0")).isEmpty();
                callers.awaitAnswer();
                assertThat(callers.failures()).isEmpty();
            }
        }
    }

    @Test
    void aPluginWhoseStopThrowsServesUntilItIsSwappedAndIsClosedCollectedAndReported() throws Exception {
        try (TestRuntime runtime = runtime(API)) {
            runtime.serve(pf4j("1.0.0", "\"one\"", FailingStopPlugin.class));
            try (Callers callers =
                    new Callers(2, () -> runtime.greet("hello", "acme"), Set.<Object>of("one", "two")::contains)) {
                callers.awaitAnswer();
                assertThat(runtime.greet("hello", "acme")).isEqualTo("one");
                runtime.store(PluginJar.greeter("hello", "2.0.0", "\"two\""));

                assertThat(runtime.apply("hello", Route.stable("2.0.0")).reached())
                        .isTrue();

                assertThat(runtime.greet("hello", "acme")).isEqualTo("two");
                assertThat(loaders.opened()).isEqualTo(2);
                assertThat(loaders.uncollected("hello 2.0.0")).isEmpty();
                callers.awaitAnswer();
                assertThat(callers.failures()).isEmpty();
            }
            assertThat(warnings.messages)
                    .anySatisfy(message -> assertThat(message)
                            .contains("hello 1.0.0", "stop_failed", "Intentional failure during stop for testing"));
            assertThat(runtime.runtime().leaks()).isEmpty();
        }
    }

    @Test
    void aPluginWhoseStopThrowsAsTheRuntimeClosesIsReportedToWhoCloses() throws Exception {
        TestRuntime runtime = runtime(API);
        runtime.serve(pf4j("1.0.0", "\"one\"", FailingStopPlugin.class));

        assertThatThrownBy(runtime::close)
                .isInstanceOf(RuntimeCloseException.class)
                .satisfies(closed -> assertThat(closed.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(PluginRefusedException.class, refused -> {
                            assertThat(refused.code()).isEqualTo(RefusalCode.STOP_FAILED);
                            assertThat(refused).hasMessageContaining("Intentional failure during stop for testing");
                        }));
        assertThat(loaders.uncollected()).isEmpty();
    }

    @Test
    void aJarWithPf4jInsideIsRefusedWherePf4jsMarkersAreTheApi() throws Exception {
        try (TestRuntime runtime = runtime(TestRuntime.API)) {
            ArtifactId failing = runtime.store(pf4j("1.0.0", "\"one\"", FailingPlugin.class));

            assertThatThrownBy(() -> runtime.runtime().rehearse(failing))
                    .isInstanceOfSatisfying(
                            PluginRefusedException.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::code)
                                    .containsOnly(RefusalCode.API_PACKAGE_INSIDE));
        }
    }

    private static void assertStartFailed(List<Refusal> refusals) {
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.START_FAILED);
            assertThat(refusal.message()).contains("Intentional failure for testing");
        });
    }

    private TestRuntime runtime(PluginApi api) {
        TestRuntime runtime = new TestRuntime(folder, api, builder -> builder.listener(loaders));
        Warnings.LOG.setLevel(Level.WARNING);
        return runtime;
    }

    /** A greeter whose life is that of PF4J's plugin. */
    private static PluginJar pf4j(String version, String expression, Class<? extends Plugin> plugin) throws Exception {
        PluginJar jar = PluginJar.greeter("hello", version, expression).plugin(adapter(plugin));
        addClasses(jar, Plugin.class, "org/pf4j/");
        addClasses(jar, plugin, plugin.getName().replace('.', '/'));
        return jar;
    }

    /** PF4J constructs its plugins with a wrapper, which asks its manager nothing but the mode. */
    private static String adapter(Class<? extends Plugin> plugin) {
        return """
                private final org.pf4j.Plugin plugin;

                public Life() {
                    Object manager = java.lang.reflect.Proxy.newProxyInstance(
                            Life.class.getClassLoader(),
                            new Class<?>[] {org.pf4j.PluginManager.class},
                            (proxy, method, arguments) -> null);
                    plugin = new %s(new org.pf4j.PluginWrapper(
                            (org.pf4j.PluginManager) manager,
                            new org.pf4j.DefaultPluginDescriptor(),
                            java.nio.file.Path.of(""),
                            Life.class.getClassLoader()));
                }

                @Override
                public void start() {
                    plugin.start();
                }

                @Override
                public void stop() {
                    plugin.stop();
                }
                """.formatted(plugin.getName());
    }

    private static void addClasses(PluginJar jar, Class<?> from, String prefix) throws Exception {
        Path library =
                Path.of(from.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile classes = new JarFile(library.toFile())) {
            for (JarEntry entry : classes.stream().toList()) {
                if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".class")) {
                    jar.entry(entry.getName(), read(classes, entry));
                }
            }
        }
    }

    private static byte[] read(JarFile classes, JarEntry entry) throws IOException {
        return classes.getInputStream(entry).readAllBytes();
    }

    /** What the runtime logs, as an operator reads it. */
    private static final class Warnings extends Handler {

        static final Logger LOG = Logger.getLogger("com.adgenius.host.runtime");

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
