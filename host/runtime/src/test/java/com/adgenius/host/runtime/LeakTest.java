package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import com.adgenius.leak.LeakHolder;
import java.nio.file.Path;
import java.security.Security;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed loader is collected, or reported with what holds it. */
class LeakTest {

    private static final List<Object> HELD_BY_THE_HOST = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void letGo() {
        Gates.open("leak");
        Gates.reset();
        HELD_BY_THE_HOST.clear();
    }

    @Test
    void aPluginThatLeavesNothingBehindIsCollected() throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "name").plugin(""));
            runtime.greet("hello", "acme");
            runtime.greet("hello", "acme", TestRuntime.GREET_INLINE);
            runtime.runtime().remove("hello");

            awaitNothingLeft(runtime);
            assertThat(runtime.runtime().leaks()).isEmpty();
        }
    }

    @Test
    void aRefusedVersionIsCollectedTooAndItsExceptionIsNotKept() throws Exception {
        try (TestRuntime runtime = runtime()) {
            PlanOutcome outcome = runtime.serve(PluginJar.greeter("hello", "1.0.0", "name")
                    .plugin("public void probe() { throw new RuntimeException(\"no\") { Object held = this; }; }"));

            assertThat(outcome.reached()).isFalse();
            awaitNothingLeft(runtime);
            assertThat(outcome.refusals()).isNotEmpty();
        }
    }

    @Test
    void anExceptionThatTheCallerKeepsDoesNotKeepThePlugin() throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource(
                            "Greeting", "throw new PluginException(FailureCode.BLOCKED, \"no\") {};")));
            try {
                runtime.greet("hello", "acme");
            } catch (CallFailedException e) {
                HELD_BY_THE_HOST.add(e);
            }
            runtime.runtime().remove("hello");

            assertThat(HELD_BY_THE_HOST).hasSize(1);
            awaitNothingLeft(runtime);
        }
    }

    @Test
    void aThreadLeftBehindIsReportedByItsNameAndTheLeakEndsWithIt() throws Exception {
        assertLeak(
                "new Thread(() -> Gates.passStubbornly(\"leak\"), \"forgotten-poller\").start();",
                LeakHolder.Kind.THREAD,
                "forgotten-poller");
    }

    @Test
    void anIdlePoolLeftBehindIsReportedByItsThread() throws Exception {
        assertLeak(
                "ExecutorService pool = Executors.newFixedThreadPool(1); pool.submit(() -> Thread.currentThread()"
                        + ".setName(\"idle-pool\")).get();"
                        + " new Thread(() -> { Gates.passStubbornly(\"leak\"); pool.shutdownNow(); }).start();",
                LeakHolder.Kind.THREAD,
                "idle-pool");
    }

    @Test
    void aVirtualThreadLeftBehindIsReported() throws Exception {
        assertLeak(
                "Thread.ofVirtual().name(\"forgotten-virtual\").start(() -> Gates.passStubbornly(\"leak\"));",
                LeakHolder.Kind.VIRTUAL_THREAD,
                "forgotten-virtual");
    }

    @Test
    void anObjectHeldByTheHostIsReportedWithThePathToIt() throws Exception {
        ConcurrentLinkedQueue<LeakReport> heard = new ConcurrentLinkedQueue<>();
        RuntimeListener listener = new RuntimeListener() {
            @Override
            public void leaked(LeakReport leak) {
                heard.add(leak);
            }
        };
        try (TestRuntime runtime = new TestRuntime(
                folder, builder -> builder.limits(limits().withLeaks(0)).listener(listener))) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "name"));
            runtime.runtime()
                    .call(
                            "hello",
                            runtime.runtime().tenant("acme"),
                            Greeter.class,
                            TestRuntime.GREET,
                            HELD_BY_THE_HOST::add);
            runtime.runtime().remove("hello");

            TestRuntime.await("reported", () -> !heard.isEmpty());
            LeakReport leak = runtime.runtime().leaks().getFirst();
            assertThat(leak.holders()).singleElement().satisfies(holder -> {
                assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.HOST_OBJECT);
                assertThat(holder.detail()).isEqualTo("static " + LeakTest.class.getName() + ".HELD_BY_THE_HOST");
                assertThat(holder.path()).last().isEqualTo("acme.Greeting");
            });
            assertThat(leak.instance().state()).isEqualTo(InstanceState.LEAKED);
            assertThat(heard).containsExactly(leak);
            assertThat(runtime.runtime().health().ready()).isFalse();
            HELD_BY_THE_HOST.clear();
            awaitCollected(runtime);
            assertThat(runtime.runtime().health().ready()).isTrue();
        }
    }

    @Test
    void aDriverLeftBehindIsDeregistered() throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .manifest("Plugin-Class", "acme.Life")
                    .extension(PluginJar.greeterSource("Greeting", "return java.sql.DriverManager.drivers().count();")
                            .concat(DRIVER)));
            long before = DriverManager.drivers().count();
            assertThat(runtime.greet("hello", "acme")).isEqualTo(before + 1);
            runtime.runtime().remove("hello");

            awaitNothingLeft(runtime);
        }
    }

    @Test
    void aSecurityProviderLeftBehindIsRemoved() throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(
                    PluginJar.of("hello", "1.0.0")
                            .extension(
                                    PluginJar.greeterSource(
                                            "Greeting",
                                            "return java.security.Security.addProvider(new Own()) > 0;",
                                            "static class Own extends java.security.Provider { Own() { super(\"Own\", \"1\", \"\"); } }")));
            assertThat(runtime.greet("hello", "acme")).isEqualTo(true);
            assertThat(Security.getProvider("Own")).isNotNull();
            runtime.runtime().remove("hello");

            awaitNothingLeft(runtime);
            assertThat(Security.getProvider("Own")).isNull();
        }
    }

    private static final String DRIVER = """
            class Life implements Plugin {
                public Life() {}
                public void start() throws Exception { java.sql.DriverManager.registerDriver(new Own()); }
            }
            class Own implements java.sql.Driver {
                public java.sql.Connection connect(String url, Properties info) { return null; }
                public boolean acceptsURL(String url) { return false; }
                public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;

    private void assertLeak(String statement, LeakHolder.Kind kind, String name) throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(PluginJar.of("hello", "1.0.0")
                    .extension(PluginJar.greeterSource("Greeting", statement + " return name;")));
            runtime.greet("hello", "acme");
            runtime.runtime().remove("hello");

            TestRuntime.await("reported", () -> !runtime.runtime().leaks().isEmpty());
            assertThat(runtime.runtime().leaks()).singleElement().satisfies(leak -> {
                assertThat(leak.instance().version()).isEqualTo("1.0.0");
                assertThat(leak.holders()).anySatisfy(holder -> {
                    assertThat(holder.kind()).isEqualTo(kind);
                    assertThat(holder.detail()).contains(name);
                });
            });
            assertThat(runtime.runtime().health().leaks()).isEqualTo(1);
            Gates.open("leak");
            awaitCollected(runtime);
        }
    }

    private TestRuntime runtime() {
        return new TestRuntime(folder, builder -> builder.limits(limits()));
    }

    private static RuntimeLimits limits() {
        return TestRuntime.limits().withLeakAfter(Duration.ofMillis(50));
    }

    private static void awaitNothingLeft(TestRuntime runtime) {
        TestRuntime.await("collected", () -> runtime.runtime().instances().isEmpty());
    }

    /** A leak that was reported is not asked to be collected again by the runtime, so the test asks. */
    private static void awaitCollected(TestRuntime runtime) {
        TestRuntime.await("collected after all", () -> {
            System.gc();
            return runtime.runtime().leaks().isEmpty()
                    && runtime.runtime().instances().isEmpty();
        });
    }
}
