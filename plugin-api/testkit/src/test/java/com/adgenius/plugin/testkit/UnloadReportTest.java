package com.adgenius.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.example.forgetful.ForgetfulListener;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Authors get the report that a host gives: what can be cleaned is cleaned and said, what cannot is named. Threads are in
 * {@link PackagedPluginTest}.
 */
class UnloadReportTest {

    private static final List<Object> HELD = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void letGo() throws Exception {
        HELD.clear();
        for (Driver driver : DriverManager.drivers().toList()) {
            DriverManager.deregisterDriver(driver);
        }
    }

    @Test
    void shutdownHooks() throws Exception {
        assertCleaned("hook", CleanedUp.Kind.SHUTDOWN_HOOK, "forgotten-hook");
        assertReported("hook.hidden", LeakHolder.Kind.SHUTDOWN_HOOK, "hidden-hook");
    }

    @Test
    void threadLocals() throws Exception {
        assertCleaned(
                "thread_local",
                CleanedUp.Kind.THREAD_LOCAL,
                Thread.currentThread().getName());
        assertReported(
                "thread_local.hidden",
                LeakHolder.Kind.THREAD_LOCAL,
                Thread.currentThread().getName());
    }

    @Test
    void drivers() throws Exception {
        assertCleaned("driver", CleanedUp.Kind.DRIVER, "Proxy");
        assertReported("driver.hidden", LeakHolder.Kind.DRIVER, "java.sql.DriverManager");
    }

    @Test
    void scheduledTasks() throws Exception {
        assertReported("timer", LeakHolder.Kind.SCHEDULED_TASK, "forgotten-timer");
        assertReported("task", LeakHolder.Kind.SCHEDULED_TASK, ForgetfulListener.class.getName());
    }

    /** The thread that delays tasks for the whole JVM has the context class loader of whoever delays the first. */
    @Test
    void theCommonSchedulerThatThePluginStarted() throws Exception {
        UnloadReport report = unloadAfter("task.soon", Duration.ofSeconds(10));

        assertThat(report.collected()).as("%s", report).isTrue();
    }

    @Test
    void anObjectOfTheHosts() throws Exception {
        PackagedPlugin plugin = plugin();
        hold(plugin);

        UnloadReport report = plugin.unload(Duration.ofMillis(300));

        assertThat(report.collected()).as("%s", report).isFalse();
        assertThat(report.holders()).first().satisfies(holder -> {
            assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.HOST_OBJECT);
            assertThat(holder.detail()).isEqualTo("static " + UnloadReportTest.class.getName() + ".HELD");
            assertThat(holder.path()).last().isEqualTo(ForgetfulListener.class.getName());
        });
    }

    private void assertCleaned(String what, CleanedUp.Kind kind, String name) throws Exception {
        UnloadReport report = unloadAfter(what, Duration.ofSeconds(10));

        assertThat(report.collected()).as("%s", report).isTrue();
        assertThat(report.holders()).isEmpty();
        assertThat(report.cleaned()).singleElement().satisfies(thing -> {
            assertThat(thing.kind()).isEqualTo(kind);
            assertThat(thing.detail()).contains(name);
        });
    }

    private void assertReported(String what, LeakHolder.Kind kind, String name) throws Exception {
        UnloadReport report = unloadAfter(what, Duration.ofMillis(300));

        assertThat(report.collected()).as("%s", report).isFalse();
        assertThat(report.holders()).first().satisfies(holder -> {
            assertThat(holder.kind()).as("%s", report).isEqualTo(kind);
            assertThat(holder.toString()).contains(name);
        });
    }

    private UnloadReport unloadAfter(String what, Duration within) throws Exception {
        PackagedPlugin plugin = plugin();
        leaveBehind(plugin, what);
        return plugin.unload(within);
    }

    private PackagedPlugin plugin() throws IOException, ReflectiveOperationException {
        String listener = ForgetfulListener.class.getName();
        Class<?>[] classes = {ForgetfulListener.class, ForgetfulListener.Task.class};
        return PackagedPlugin.load(TestJar.write(folder, TestJar.ATTRIBUTES, listener, classes));
    }

    /** In a method of its own, so that no local of the test holds the plugin's object. */
    private static void leaveBehind(PackagedPlugin plugin, String what) throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            Event event = new Event("1", what, 1, Instant.EPOCH, Map.of());
            plugin.inside(() -> {
                plugin.extension(EventListener.class).onEvent(event, tenant.context("ab"));
                return true;
            });
        }
    }

    private static void hold(PackagedPlugin plugin) {
        HELD.add(plugin.extension(EventListener.class));
    }
}
