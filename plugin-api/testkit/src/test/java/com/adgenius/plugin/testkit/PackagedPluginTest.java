package com.adgenius.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.leak.LeakHolder;
import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.example.listener.ThreadListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedPluginTest {

    @TempDir
    Path folder;

    @Test
    void aJarInOrderHasNoViolations() throws Exception {
        assertThat(PackagedPlugin.violations(
                        jar(TestJar.ATTRIBUTES, ThreadListener.class.getName(), ThreadListener.class)))
                .isEmpty();
    }

    @Test
    void saysAllThatAHostWouldRefuse() throws Exception {
        Path jar = jar(List.of("Plugin-Version"), "# nothing", ThreadListener.class, EventListener.class);

        assertThat(PackagedPlugin.violations(jar))
                .contains("The manifest lacks Plugin-Id")
                .anyMatch(violation -> violation.startsWith("com/adgenius/plugin/EventListener.class belongs"))
                .anyMatch(violation -> violation.startsWith("META-INF/extensions.idx is missing"));
    }

    @Test
    void anExtensionSeesItsJarAndTheApiOnly() throws Exception {
        PackagedPlugin plugin =
                PackagedPlugin.load(jar(TestJar.ATTRIBUTES, ThreadListener.class.getName(), ThreadListener.class));

        EventListener listener = plugin.extension(EventListener.class);

        assertThat(listener.getClass()).isNotEqualTo(ThreadListener.class);
        assertThatThrownBy(() -> Class.forName(
                        TestTenant.class.getName(), false, listener.getClass().getClassLoader()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aPluginThatKeepsNothingUnloads() throws Exception {
        PackagedPlugin plugin =
                PackagedPlugin.load(jar(TestJar.ATTRIBUTES, ThreadListener.class.getName(), ThreadListener.class));

        assertThat(plugin.unloads(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aPluginThatLeavesAThreadBehindDoesNot() throws Exception {
        PackagedPlugin plugin =
                PackagedPlugin.load(jar(TestJar.ATTRIBUTES, ThreadListener.class.getName(), ThreadListener.class));
        Thread left = leaveThreadBehind(plugin);
        try {
            UnloadReport report = plugin.unload(Duration.ofMillis(500));

            assertThat(report.collected()).isFalse();
            assertThat(report.holders()).singleElement().satisfies(holder -> {
                assertThat(holder.kind()).isEqualTo(LeakHolder.Kind.THREAD);
                assertThat(holder.detail()).contains(ThreadListener.THREAD);
            });
        } finally {
            left.interrupt();
            left.join();
        }
    }

    /** In a method of its own, so that no local of the test holds the plugin's object. */
    private static Thread leaveThreadBehind(PackagedPlugin plugin) throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            Event event = new Event("1", "creative.generated", 1, Instant.EPOCH, Map.of());
            plugin.inside(() -> {
                plugin.extension(EventListener.class).onEvent(event, tenant.context("ab"));
                return true;
            });
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ThreadListener.THREAD))
                .findFirst()
                .orElseThrow();
    }

    private Path jar(List<String> attributes, String index, Class<?>... classes) throws IOException {
        return TestJar.write(folder, attributes, index, classes);
    }
}
