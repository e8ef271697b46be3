package com.adgenius.host.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.runtime.isolation.TestPlugins;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPackage;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPlugin;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** The plugin classes of Kafka Connect's own tests, compiled by Kafka, each in a jar of ours that names it alone. */
final class KafkaPlugins {

    /**
     * Kafka's packages as the API: those that Kafka's own {@code PluginUtils.shouldLoadInIsolation} gives to plugins from the
     * host. {@code org.apache.kafka.connect.converters} is none of them there and none here.
     */
    static final PluginApi API = new PluginApi(
            "4.1.1",
            Set.of(
                    "org.apache.kafka.common.",
                    "org.apache.kafka.connect.components.",
                    "org.apache.kafka.connect.connector.",
                    "org.apache.kafka.connect.data.",
                    "org.apache.kafka.connect.errors.",
                    "org.apache.kafka.connect.header.",
                    "org.apache.kafka.connect.health.",
                    "org.apache.kafka.connect.rest.",
                    "org.apache.kafka.connect.runtime.isolation.SamplingTestPlugin",
                    "org.apache.kafka.connect.runtime.isolation.SamplingTestPlugin$MethodCallSample",
                    "org.apache.kafka.connect.sink.",
                    "org.apache.kafka.connect.source.",
                    "org.apache.kafka.connect.storage.",
                    "org.apache.kafka.connect.transforms.",
                    "org.apache.kafka.connect.util.",
                    "org.slf4j.",
                    "jakarta.ws.rs."),
            List.of(
                    SinkConnector.class,
                    SourceConnector.class,
                    Converter.class,
                    HeaderConverter.class,
                    Transformation.class,
                    Predicate.class,
                    ConfigProvider.class,
                    ConnectRestExtension.class,
                    ConnectorClientConfigOverridePolicy.class),
            Converter.class.getClassLoader());

    static final String VERSION = "1.0.0";

    private static final String SOURCES = "test-plugins";
    private static final String CLASS_PATH_CONVERTER = "org/apache/kafka/connect/converters/ByteArrayConverter.class";

    /** Held so that the level stays: Kafka's scanner logs each class that it cannot load. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    static {
        KAFKA_LOG.setLevel(Level.OFF);
    }

    private KafkaPlugins() {}

    /**
     * Lets Kafka compile its plugins. Kafka wants their sources in a folder that the context class loader sees, and they are in
     * its jar, so they are unpacked there first.
     */
    static void compile(Path folder) throws IOException, URISyntaxException {
        URI jar = TestPlugins.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (FileSystem files = FileSystems.newFileSystem(Path.of(jar));
                Stream<Path> sources = Files.walk(files.getPath("/" + SOURCES))) {
            for (Path source : sources.toList()) {
                Path target = folder.resolve(source.toString().substring(1));
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader unpacked =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(unpacked);
            TestPlugins.pluginPath(TestPlugin.values());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Kafka's jar with our manifest and an index. */
    static PluginJar jar(TestPlugin plugin) {
        PluginJar jar = PluginJar.of(id(plugin), VERSION).indexed(plugin.className());
        try (JarFile compiled = new JarFile(compiled(plugin.testPackage()).toFile())) {
            for (JarEntry entry : compiled.stream().toList()) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    jar.entry(entry.getName(), compiled.getInputStream(entry).readAllBytes());
                }
            }
            return plugin.testPackage() == TestPackage.SUBCLASS_OF_CLASSPATH ? withSuperclass(jar) : jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar as Kafka made it. */
    static Path compiled(TestPackage jar) {
        return Arrays.stream(TestPlugin.values())
                .filter(plugin -> plugin.testPackage() == jar)
                .flatMap(plugin -> TestPlugins.pluginPath(plugin).stream())
                .findFirst()
                .orElseThrow();
    }

    /** With the converter that Kafka lets plugins inherit from its class path; here a plugin brings its libraries. */
    private static PluginJar withSuperclass(PluginJar jar) throws IOException {
        try (InputStream converter = KafkaPlugins.class.getClassLoader().getResourceAsStream(CLASS_PATH_CONVERTER)) {
            return jar.entry(
                    CLASS_PATH_CONVERTER,
                    Objects.requireNonNull(converter, CLASS_PATH_CONVERTER).readAllBytes());
        }
    }

    /** The plugin's id: Kafka's name for the class, as short as ids must be. */
    static String id(TestPlugin plugin) {
        return plugin.name()
                .replaceFirst("^BAD_PACKAGING_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
