package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.runtime.isolation.DelegatingClassLoader;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.PluginScanResult;
import org.apache.kafka.connect.runtime.isolation.PluginSource;
import org.apache.kafka.connect.runtime.isolation.PluginUtils;
import org.apache.kafka.connect.runtime.isolation.ReflectionScanner;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPackage;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link KafkaDeclaration} reads from Kafka's comments, asked of Kafka's own host: its scanner, in its own class loaders,
 * over the jars as Kafka made them.
 */
class KafkaScannerIT {

    @TempDir
    static Path sources;

    @BeforeAll
    static void compile() throws Exception {
        KafkaPlugins.compile(sources);
    }

    @Test
    void kafkaItselfLoadsTheClassesThatAreExpectedToServeAndNoOther() throws Exception {
        Set<String> loaded = new TreeSet<>();
        try (DelegatingClassLoader parent = new DelegatingClassLoader()) {
            for (TestPackage jar : TestPackage.values()) {
                PluginSource source =
                        PluginUtils.isolatedPluginSource(KafkaPlugins.compiled(jar), parent, PluginClassLoader::new);
                PluginScanResult found = new ReflectionScanner().discoverPlugins(Set.of(source));
                found.forEach(description -> loaded.add(name(jar, description.className())));
            }
        }

        assertThat(loaded)
                .isEqualTo(Arrays.stream(TestPlugin.values())
                        .filter(plugin -> KafkaDeclaration.of(plugin).sound())
                        .map(plugin -> name(plugin.testPackage(), plugin.className()))
                        .collect(Collectors.toSet()))
                .hasSize(24);
    }

    /** Two jars hold a class of one name. */
    private static String name(TestPackage jar, String className) {
        return jar + " " + className;
    }
}
