package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.runtime.isolation.SamplingTestPlugin;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPlugin;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plugin classes that Kafka Connect wrote to test its own host – throwing initialisers, missing types, constructors that
 * cannot be called, samplers of context class loaders – in a runtime whose API is Kafka's. What is expected of each is Kafka's
 * declaration, by {@link KafkaDeclaration}; {@link KafkaScannerIT} asks Kafka's own host about the same jars.
 */
class KafkaPluginsIT {

    private static final Entry CALL = Entry.detached("call", Duration.ofSeconds(30));
    private static final String NEIGHBOUR = "neighbour " + KafkaPlugins.VERSION;
    private static final List<Object> HELD_BY_THE_HOST = new CopyOnWriteArrayList<>();

    @TempDir
    static Path sources;

    @TempDir
    Path folder;

    private Loaders loaders;
    private TestRuntime runtime;

    @BeforeAll
    static void compile() throws Exception {
        KafkaPlugins.compile(sources);
    }

    @BeforeEach
    void start() {
        loaders = new Loaders();
        runtime = new TestRuntime(folder, KafkaPlugins.API, builder -> builder.listener(loaders));
    }

    @AfterEach
    void close() {
        HELD_BY_THE_HOST.clear();
        runtime.close();
    }

    @Test
    void eachOfKafkasPluginsEndsAsKafkaDeclaresAndItsNeighbourAnswersThroughout() throws Exception {
        runtime.serve(neighbour());
        List<KafkaRow> rows = new ArrayList<>();
        try (Callers callers = new Callers(2, this::askNeighbour, "still here"::equals)) {
            callers.awaitAnswer();
            for (TestPlugin plugin : TestPlugin.values()) {
                long before = callers.answers();
                KafkaOutcome outcome = install(plugin);
                callers.awaitAnswer();
                rows.add(new KafkaRow(plugin, outcome, callers.answers() - before));
            }
            System.out.println(KafkaRow.table(rows));
            for (TestPlugin plugin : TestPlugin.values()) {
                runtime.runtime().remove(KafkaPlugins.id(plugin));
            }
            callers.awaitAnswer();
            // Each class was rehearsed once, and a refused one was tried once more by its plan.
            assertThat(loaders.opened()).isEqualTo(1 + 24 + 2 * 11);
            assertThat(loaders.uncollected(NEIGHBOUR)).isEmpty();
            assertThat(callers.failures()).isEmpty();
            assertThat(callers.answers()).isPositive();
        }

        assertSoftly(softly -> rows.forEach(
                row -> softly.assertThat(row.actual()).as("%s", row.plugin()).isEqualTo(row.expected())));
        assertThat(rows)
                .hasSize(35)
                .allSatisfy(row -> assertThat(row.neighbour()).isPositive());
        assertThat(rows).filteredOn(row -> row.actual().active()).hasSize(24);
        assertThat(rows).filteredOn(row -> !row.actual().active()).hasSize(11);
        assertThat(rows).filteredOn(row -> row.actual().error()).hasSize(4);
        runtime.runtime().remove("neighbour");
        assertThat(loaders.uncollected()).isEmpty();
        TestRuntime.await(
                "forgotten: " + runtime.runtime().instances(),
                () -> runtime.runtime().instances().isEmpty());
        assertThat(runtime.runtime().leaks()).isEmpty();
    }

    @Test
    void anExtensionThatTheHostHoldsIsReportedByTheSameCheck() throws Exception {
        assertThat(install(TestPlugin.SAMPLING_CONVERTER)).isEqualTo(KafkaOutcome.ACTIVE);
        assertThat(install(TestPlugin.SAMPLING_HEADER_CONVERTER)).isEqualTo(KafkaOutcome.ACTIVE);
        call("sampling-converter", Converter.class, HELD_BY_THE_HOST::add);
        runtime.runtime().remove("sampling-converter");
        runtime.runtime().remove("sampling-header-converter");

        assertThat(loaders.uncollected()).containsExactly("sampling-converter " + KafkaPlugins.VERSION);

        HELD_BY_THE_HOST.clear();
        assertThat(loaders.uncollected()).isEmpty();
    }

    @Test
    void aNeighbourThatEndsIsReportedByTheSameCallers() throws Exception {
        runtime.serve(neighbour());
        try (Callers callers = new Callers(2, this::askNeighbour, "still here"::equals)) {
            callers.awaitAnswer();
            runtime.runtime().remove("neighbour");

            TestRuntime.await("reported", () -> !callers.failures().isEmpty());
        }
    }

    @Test
    void aMethodThatThrowsIsAFailedCallAndThePluginServesOn() throws Exception {
        install(TestPlugin.BAD_PACKAGING_VERSION_METHOD_THROWS_CONNECTOR);
        String id = KafkaPlugins.id(TestPlugin.BAD_PACKAGING_VERSION_METHOD_THROWS_CONNECTOR);

        assertThatThrownBy(() -> call(id, SinkConnector.class, SinkConnector::version))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("I always throw an exception")
                .hasNoCause();
        assertThat(call(id, SinkConnector.class, connector -> connector.taskConfigs(1) == null))
                .isEqualTo(true);
    }

    @Test
    void twoPluginsWithOneClassNameReadEachItsOwnResource() throws Exception {
        install(TestPlugin.READ_VERSION_FROM_RESOURCE_V1);
        install(TestPlugin.READ_VERSION_FROM_RESOURCE_V2);

        assertThat(convert("read-version-from-resource-v1", "")).isEqualTo("1.0.0");
        assertThat(convert("read-version-from-resource-v2", "")).isEqualTo("2.0.0");
    }

    /** Rehearses and applies, as a host does; asks the plugin that serves then. */
    private KafkaOutcome install(TestPlugin plugin) throws Exception {
        ArtifactId artifact = runtime.store(KafkaPlugins.jar(plugin));
        Route route = Route.stable(artifact.version());
        try {
            runtime.runtime().rehearse(artifact);
        } catch (PluginRefusedException e) {
            assertThat(e.refusals()).as("%s", plugin).hasSize(1);
            PlanOutcome outcome = runtime.apply(artifact.pluginId(), route);
            assertThat(outcome.result()).as("%s", plugin).isEqualTo(PlanOutcome.Result.NOTHING);
            assertThat(outcome.refusals().get(artifact.version()))
                    .extracting(KafkaOutcome::of)
                    .as("%s", plugin)
                    .containsExactly(KafkaOutcome.of(e.refusals().getFirst()));
            return KafkaOutcome.of(e.refusals().getFirst());
        }
        PlanOutcome outcome = runtime.apply(artifact.pluginId(), route);
        return outcome.reached() ? ask(plugin) : new KafkaOutcome(outcome.toString());
    }

    /** Active is what answers, as itself and in its own context, at each extension point that it implements. */
    private KafkaOutcome ask(TestPlugin plugin) throws Exception {
        String id = KafkaPlugins.id(plugin);
        TenantKey tenant = runtime.runtime().tenant("acme");
        List<Class<?>> points = KafkaPlugins.API.extensionPoints().stream()
                .filter(point -> runtime.runtime().providers(point, tenant).contains(id))
                .toList();
        assertThat(points).as("%s", plugin).isNotEmpty();
        for (Class<?> point : points) {
            Object answer = call(id, point, KafkaPluginsIT::describe);
            if (!plugin.className().equals(answer)) {
                return new KafkaOutcome("answers " + answer);
            }
        }
        return KafkaOutcome.ACTIVE;
    }

    /** The extension's class, and whether it ever saw another context class loader than its own. */
    private static String describe(Object extension) {
        ClassLoader own = extension.getClass().getClassLoader();
        boolean atHome = own instanceof InstanceClassLoader
                && own.equals(Thread.currentThread().getContextClassLoader())
                && (!(extension instanceof SamplingTestPlugin sampler)
                        || sampler.flatten().values().stream()
                                .allMatch(sample ->
                                        own.equals(sample.staticClassloader()) && own.equals(sample.classloader())));
        return extension.getClass().getName() + (atHome ? "" : " away from home");
    }

    private <E> Object call(String pluginId, Class<E> point, PluginCall<E, Object> call) throws Exception {
        return runtime.runtime().call(pluginId, runtime.runtime().tenant("acme"), point, CALL, call);
    }

    private Object askNeighbour() throws Exception {
        return convert("neighbour", "still here");
    }

    private Object convert(String pluginId, String topic) throws Exception {
        return call(
                pluginId,
                Converter.class,
                converter -> new String(converter.fromConnectData(topic, null, null), StandardCharsets.UTF_8));
    }

    private static PluginJar neighbour() {
        return PluginJar.of("neighbour", KafkaPlugins.VERSION).extension("""
                package acme;

                import org.apache.kafka.connect.data.*;

                public class Neighbour implements org.apache.kafka.connect.storage.Converter {
                    public void configure(java.util.Map<String, ?> configs, boolean isKey) {}
                    public SchemaAndValue toConnectData(String topic, byte[] value) { return null; }
                    public byte[] fromConnectData(String topic, Schema schema, Object value) { return topic.getBytes(); }
                }
                """);
    }
}
