package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.leak.ClosedLoader;
import com.adgenius.leak.LeakHolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is collected is taken note of at once, however long the search for what holds others takes. */
class LeakWatchTest {

    private static final ArtifactId ARTIFACT = new ArtifactId("hello", "1.0.0", "0".repeat(64));

    @TempDir
    Path folder;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void aSearchThatTakesLongKeepsNobodyWaiting() throws Exception {
        RuntimeConfiguration configuration = configuration();
        RuntimeEvents events = new RuntimeEvents(configuration.listener());
        Instances instances = new Instances(configuration, events);
        ClassLoader held = new ClassLoader("held", null) {};
        try (LeakWatch watch = new LeakWatch(instances, events, configuration, this::search)) {
            Retirement retirement = new Retirement(configuration, new FreshThreads(), events, watch);
            watch.start();
            Instance leaked = closed(instances, retirement);
            watch.watch(leaked, Optional.of(held), List.of());
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            Instance collected = closed(instances, retirement);
            watch.watch(collected, Optional.of(new ClassLoader("collected", null) {}), List.of());

            TestRuntime.await("collected", () -> {
                System.gc();
                return collected.state() == InstanceState.COLLECTED;
            });
            assertThat(leaked.state()).isEqualTo(InstanceState.CLOSED);
            end.countDown();
            TestRuntime.await("reported", () -> leaked.state() == InstanceState.LEAKED);
            assertThat(watch.reports()).hasSize(1);
        }
        assertThat(held.getName()).isEqualTo("held");
    }

    @Test
    void whoeverSeesThatAnInstanceIsLeakedFindsTheReport() throws Exception {
        AtomicReference<LeakWatch> looked = new AtomicReference<>();
        CompletableFuture<List<LeakReport>> found = new CompletableFuture<>();
        RuntimeConfiguration configuration = configuration(new RuntimeListener() {
            @Override
            public void stateChanged(InstanceInformation instance, InstanceState state) {
                if (state == InstanceState.LEAKED) {
                    found.complete(looked.get().reports());
                }
            }
        });
        RuntimeEvents events = new RuntimeEvents(configuration.listener());
        Instances instances = new Instances(configuration, events);
        ClassLoader held = new ClassLoader("held", null) {};
        end.countDown();
        try (LeakWatch watch = new LeakWatch(instances, events, configuration, this::search)) {
            looked.set(watch);
            watch.start();
            Instance leaked = closed(instances, new Retirement(configuration, new FreshThreads(), events, watch));
            watch.watch(leaked, Optional.of(held), List.of());

            assertThat(found.get(20, TimeUnit.SECONDS))
                    .extracting(report -> report.instance().number())
                    .containsExactly(leaked.number());
        }
        assertThat(held.getName()).isEqualTo("held");
    }

    private Map<ClosedLoader, List<LeakHolder>> search(Collection<ClosedLoader> closed) {
        begun.countDown();
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LeakHolder holder = LeakHolder.of(LeakHolder.Kind.HOST_OBJECT, "the test");
        return closed.stream().collect(Collectors.toMap(loader -> loader, loader -> List.of(holder)));
    }

    /** An instance that was taken down. */
    private Instance closed(Instances instances, Retirement retirement) throws Exception {
        ArtifactDescriptor descriptor =
                new ArtifactDescriptor(ARTIFACT, "*", List.of(), Optional.empty(), "", "", "", Set.of(), List.of(), 0);
        Path jar = PluginJar.greeter("hello", "1.0.0", "name").write(folder);
        PrivateCopy copy = new PrivateCopy(
                PrivateCopies.in(folder.resolve(jar.getFileName() + " copies")),
                ARTIFACT,
                jar,
                new JarFile(jar.toFile()));
        Instance instance = instances.add(descriptor, copy, retirement);
        instance.move(InstanceState.LOADING, InstanceState.STOPPING);
        instance.move(InstanceState.STOPPING, InstanceState.CLOSED);
        return instance;
    }

    private RuntimeConfiguration configuration() {
        return configuration(new RuntimeListener() {});
    }

    private RuntimeConfiguration configuration(RuntimeListener listener) {
        return RuntimeConfiguration.builder(TestRuntime.API, id -> folder, folder)
                .limits(TestRuntime.limits().withLeakAfter(Duration.ofMillis(50)))
                .listener(listener)
                .build();
    }
}
