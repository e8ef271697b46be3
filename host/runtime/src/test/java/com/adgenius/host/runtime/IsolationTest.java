package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin sees the JDK, the API and its own jar. */
class IsolationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.adgenius.host.runtime.PluginRuntime",
                "com.adgenius.leak.DriverCleaner",
                "org.pf4j.PluginManager",
                "org.slf4j.Logger",
                "org.assertj.core.api.Assertions",
                "org.junit.jupiter.api.Test",
                "com.github.zafarkhaja.semver.Version"
            })
    void aPluginCannotLoadAClassOfTheHost(String name) throws Exception {
        assertThat(Class.forName(name).getName()).as("the host has it").isEqualTo(name);
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "try { return \"sees \" + Class.forName(\"" + name
                                    + "\"); } catch (ClassNotFoundException e) { return \"nothing\"; }")));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("nothing");
        }
    }

    @Test
    void aPluginCannotReadAResourceOfTheHost() throws Exception {
        String resource = "org/assertj/core/api/Assertions.class";
        assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "ClassLoader own = getClass().getClassLoader(); return own.getResource(\"" + resource
                                    + "\") + \" \" + own.getResourceAsStream(\"" + resource + "\") + \" \""
                                    + " + own.getResources(\"" + resource + "\").hasMoreElements();")));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("null null false");
        }
    }

    @Test
    void aPluginReadsItsOwnResourcesByStreamUrlAndServiceLoader() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .entry("acme/words and more.txt", "from the jar")
                    .entry("META-INF/services/java.util.function.Supplier", "acme.Greeting$Words")
                    .extension(PluginJar.greeterSource("Greeting", """
                            ClassLoader own = getClass().getClassLoader();
                            String path = "acme/words and more.txt";
                            return List.of(
                                new String(own.getResourceAsStream(path).readAllBytes()),
                                new String(own.getResource(path).openStream().readAllBytes()),
                                Collections.list(own.getResources(path)).size(),
                                ServiceLoader.load(java.util.function.Supplier.class).findFirst().get().get());
                            """, """
                            public static class Words implements java.util.function.Supplier<Object> {
                                public Object get() { return "from a service"; }
                            }
                            """)));

            assertThat(runtime.greet("hello", "acme"))
                    .isEqualTo(List.of("from the jar", "from the jar", 1, "from a service"));
        }
    }

    @Test
    void aLibraryInTheJarIsUsedInsteadOfTheHostsOwnVersion() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .type(
                            "package org.slf4j;\npublic class Logger { public String toString() { return \"the plugin's\"; } }")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "return Class.forName(\"org.slf4j.Logger\").getConstructor().newInstance().toString();")));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("the plugin's");
        }
    }

    @Test
    void twoPluginsDoNotSeeEachOther() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("first", "1.0.0", "name").type("package first;\npublic class Own {}"));
            runtime.serve(PluginJar.of("second", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting",
                            "try { return Class.forName(\"first.Own\").getName(); }"
                                    + " catch (ClassNotFoundException e) { return \"alone\"; }")));

            assertThat(runtime.greet("second", "acme")).isEqualTo("alone");
        }
    }

    @Test
    void theContextClassLoaderIsThePluginsInEveryEntry() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            PluginJar jar = PluginJar.of("hello", "1.0.0")
                    .manifest("Plugin-Class", "acme.Life")
                    .extension(PluginJar.greeterSource(
                                    "Greeting",
                                    "Life.see(\"call\"); return Map.copyOf(Life.SEEN);",
                                    "static { Life.see(\"initialiser\"); }",
                                    "public Greeting() { Life.see(\"extension\"); }")
                            .concat("""
                                    class Life implements Plugin {
                                        static final Map<String, Boolean> SEEN = new ConcurrentHashMap<>();
                                        static void see(String entry) {
                                            SEEN.put(entry, Thread.currentThread().getContextClassLoader()
                                                == Life.class.getClassLoader());
                                        }
                                        public Life() { see("constructor"); }
                                        public void start() { see("start"); }
                                        public void probe() { see("probe"); }
                                        public void stop() { see("stop"); if (SEEN.get("stop")) Gates.reached("stop"); }
                                    }
                                    """));
            runtime.serve(jar);

            assertThat(runtime.greet("hello", "acme"))
                    .isEqualTo(Map.of(
                            "constructor",
                            true,
                            "start",
                            true,
                            "initialiser",
                            true,
                            "extension",
                            true,
                            "probe",
                            true,
                            "call",
                            true));
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            assertThat(runtime.greet("hello", "acme", TestRuntime.GREET_INLINE)).isInstanceOf(Map.class);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            runtime.apply("hello", Route.nowhere());
            Gates.awaitReached("stop");
        }
    }

    @Test
    void leftoversOfASignatureDoNotRefuseClasses() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"shaded\"")
                    .entry("META-INF/OTHER.SF", "Signature-Version: 1.0\nSHA-256-Digest-Manifest: AAAA\n\n")
                    .entry("META-INF/OTHER.RSA", new byte[20]));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("shaded");
        }
    }

    @Test
    void theArtifactsFileMayBeOverwrittenWhileItServes() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            PluginJar jar = PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource("Greeting", "return new Late().toString();")
                            .concat("class Late { public String toString() { return \"loaded late\"; } }\n"));
            ArtifactId id = runtime.store(jar);
            runtime.apply("hello", Route.stable("1.0.0"));
            Files.write(runtime.file(id), new byte[10]);

            assertThat(runtime.greet("hello", "acme")).isEqualTo("loaded late");
        }
    }

    @Test
    void manyThreadsLoadClassesOfOnePluginAtOnce() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder);
                var threads = Executors.newFixedThreadPool(16)) {
            String types = IntStream.range(0, 100)
                    .mapToObj(i -> "class Part" + i + " { public String toString() { return \"p\"; } }\n")
                    .collect(Collectors.joining());
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                                    "Greeting",
                                    "StringBuilder s = new StringBuilder(); for (int i = 0; i < 100; i++) {"
                                            + " s.append(Class.forName(\"acme.Part\" + i).getDeclaredConstructor()"
                                            + ".newInstance()); } return s.toString();")
                            .concat(types)));

            var results = threads.invokeAll(Collections.nCopies(16, () -> runtime.greet("hello", "acme")));

            for (var result : results) {
                assertThat(result.get()).isEqualTo("p".repeat(100));
            }
        }
    }
}
