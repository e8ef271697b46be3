package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import com.adgenius.host.runtime.sample.Greeter;
import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of holder by a plugin that leaves it behind: what can be cleaned is cleaned and said, what cannot is reported with
 * the holder's name.
 */
class HolderTest {

    private static final List<Object> HELD = new CopyOnWriteArrayList<>();

    /** Not of the plugin's loader, and hides what is: cleaning does not see it. */
    private static final String HIDDEN =
            "new FutureTask<>(new Callable<Object>() {" + " public Object call() { return null; } })";

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<CleanedUp> cleaned = new ConcurrentLinkedQueue<>();

    @BeforeEach
    @AfterEach
    void letGo() {
        Gates.open("leak");
        Gates.reset();
        HELD.clear();
    }

    @Test
    void aThreadIsReported() throws Exception {
        assertReported(
                "new Thread(() -> Gates.passStubbornly(\"leak\"), \"forgotten\").start();",
                LeakHolder.Kind.THREAD,
                "forgotten");
    }

    @Test
    void aShutdownHookIsRemoved() throws Exception {
        assertCleaned(
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, \"forgotten-hook\"));",
                CleanedUp.Kind.SHUTDOWN_HOOK,
                "forgotten-hook");
    }

    @Test
    void aShutdownHookThatHidesWhoseItIsIsReported() throws Exception {
        assertReported(
                "Thread hook = new Thread(" + HIDDEN + ", \"hidden-hook\"); hook.setContextClassLoader(null);"
                        + " Runtime.getRuntime().addShutdownHook(hook);",
                LeakHolder.Kind.SHUTDOWN_HOOK,
                "hidden-hook");
    }

    @Test
    void aThreadLocalOfTheHostsThreadIsEmptied() throws Exception {
        assertCleaned(
                "new ThreadLocal<Object>().set(this);",
                CleanedUp.Kind.THREAD_LOCAL,
                Thread.currentThread().getName());
    }

    @Test
    void aThreadLocalThatHidesWhoseItIsIsReported() throws Exception {
        assertReported(
                "ThreadLocal<Object> local = new ThreadLocal<>(); local.set(List.of(this, local));",
                LeakHolder.Kind.THREAD_LOCAL,
                Thread.currentThread().getName());
    }

    @Test
    void aDriverIsDeregistered() throws Exception {
        assertCleaned(driver("getClass().getClassLoader()"), CleanedUp.Kind.DRIVER, "Proxy");
    }

    @Test
    void aDriverThatHidesWhoseItIsIsReported() throws Exception {
        try {
            assertReported(
                    driver("java.sql.Driver.class.getClassLoader()"), LeakHolder.Kind.DRIVER, "java.sql.DriverManager");
        } finally {
            for (Driver driver : DriverManager.drivers().toList()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    @Test
    void aScheduledTaskIsReported() throws Exception {
        assertReported(
                "CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(() -> Gates.passStubbornly(\"leak\"));",
                LeakHolder.Kind.SCHEDULED_TASK,
                "acme.Greeting");
    }

    @Test
    void anObjectThatTheHostHoldsIsReported() throws Exception {
        try (TestRuntime runtime = runtime()) {
            runtime.serve(PluginJar.greeter("hello", "1.0.0", "name"));
            runtime.runtime()
                    .call("hello", runtime.runtime().tenant("acme"), Greeter.class, TestRuntime.GREET, HELD::add);
            runtime.runtime().remove("hello");

            assertThat(holder(runtime)).satisfies(holder -> {
                assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.HOST_OBJECT);
                assertThat(holder.detail()).isEqualTo("static " + HolderTest.class.getName() + ".HELD");
            });
        }
    }

    /** A driver made by a proxy of that loader's, whose handler is the plugin's. */
    private static String driver(String loader) {
        return "java.sql.DriverManager.registerDriver((java.sql.Driver) java.lang.reflect.Proxy.newProxyInstance("
                + loader + ", new Class<?>[] {java.sql.Driver.class}, (proxy, method, arguments) ->"
                + " method.getName().equals(\"equals\") ? proxy == arguments[0]"
                + " : method.getName().equals(\"hashCode\") ? (Object) 1 : null));";
    }

    private void assertReported(String statement, LeakHolder.Kind kind, String name) throws Exception {
        try (TestRuntime runtime = runtime()) {
            leaveBehind(runtime, statement);

            assertThat(holder(runtime)).satisfies(holder -> {
                assertThat(holder.kind()).isEqualTo(kind);
                assertThat(holder.toString()).contains(name);
            });
        }
    }

    private void assertCleaned(String statement, CleanedUp.Kind kind, String name) throws Exception {
        try (TestRuntime runtime = runtime()) {
            leaveBehind(runtime, statement);

            TestRuntime.await("collected", () -> runtime.runtime().instances().isEmpty());
            assertThat(runtime.runtime().leaks()).isEmpty();
            assertThat(cleaned).singleElement().satisfies(thing -> {
                assertThat(thing.kind()).isEqualTo(kind);
                assertThat(thing.detail()).contains(name);
            });
        }
    }

    /** On this thread, which lives on. */
    private static void leaveBehind(TestRuntime runtime, String statement) throws Exception {
        runtime.serve(PluginJar.of("hello", "1.0.0")
                .extension(PluginJar.greeterSource("Greeting", statement + " return name;")));
        runtime.greet("hello", "acme", TestRuntime.GREET_INLINE);
        runtime.runtime().remove("hello");
    }

    private static LeakHolder holder(TestRuntime runtime) {
        TestRuntime.await("reported", () -> !runtime.runtime().leaks().isEmpty());
        return runtime.runtime().leaks().getFirst().holders().getFirst();
    }

    private TestRuntime runtime() {
        RuntimeLimits limits = TestRuntime.limits().withLeakAfter(Duration.ofMillis(50));
        RuntimeListener listener = new RuntimeListener() {
            @Override
            public void cleaned(InstanceInformation instance, List<CleanedUp> things) {
                cleaned.addAll(things);
            }
        };
        return new TestRuntime(folder, builder -> builder.limits(limits).listener(listener));
    }
}
