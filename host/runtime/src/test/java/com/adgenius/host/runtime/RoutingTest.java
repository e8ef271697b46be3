package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adgenius.host.runtime.sample.Greeter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version serves which tenant, and whether at all. */
class RoutingTest {

    private static final List<String> TENANTS =
            IntStream.range(0, 10_000).mapToObj(i -> "tenant-" + i).toList();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 30, 50, 90, 99})
    void aCanaryServesItsShareOfTheTenants(int percent) throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.apply("hello", Route.stable("1.0.0").withCanary("2.0.0", percent));

            assertThat(served(runtime).values().stream().filter("2.0.0"::equals).count())
                    .isBetween(100L * percent - 200, 100L * percent + 200);
        }
    }

    @Test
    void raisingTheShareOnlyAddsTenants() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            Set<String> before = Set.of();
            for (int percent : List.of(5, 20, 21, 60, 99)) {
                runtime.apply("hello", Route.stable("1.0.0").withCanary("2.0.0", percent));
                Map<String, String> served = served(runtime);
                assertThat(before).allMatch(tenant -> "2.0.0".equals(served.get(tenant)));
                before = TENANTS.stream()
                        .filter(tenant -> "2.0.0".equals(served.get(tenant)))
                        .collect(Collectors.toSet());
            }
        }
    }

    @Test
    void theSameTenantsAreServedInEveryRunAndWhateverTheOrderTheyAreHeardOf() throws Exception {
        Route route = Route.stable("1.0.0").withCanary("2.0.0", 30);
        Map<String, String> first;
        try (TestRuntime runtime = twoVersions()) {
            runtime.apply("hello", route);
            first = served(runtime);
        }
        try (TestRuntime runtime = twoVersions()) {
            TENANTS.reversed().forEach(runtime.runtime()::tenant);
            runtime.apply("hello", route);

            assertThat(served(runtime)).isEqualTo(first);
        }
    }

    @Test
    void anotherVersionsCanaryIsAnotherThirdOfTheTenants() {
        long one = CanaryHash.seed("hello", "2.0.0");
        long two = CanaryHash.seed("hello", "3.0.0");
        long both = TENANTS.stream()
                .mapToLong(CanaryHash::of)
                .filter(tenant -> CanaryHash.bucket(one, tenant) < 30 && CanaryHash.bucket(two, tenant) < 30)
                .count();

        assertThat(both).as("30 % of 30 %").isBetween(700L, 1100L);
    }

    @Test
    void aPinPrecedesTheCanaryAndTheCanaryPrecedesStable() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.store(PluginJar.greeter("hello", "3.0.0", "\"3.0.0\""));
            Route canary = Route.stable("1.0.0").withCanary("2.0.0", 50);
            runtime.apply("hello", canary);
            Map<String, String> before = served(runtime);
            String inCanary = first(before, "2.0.0");
            String inStable = first(before, "1.0.0");
            runtime.apply(
                    "hello", new Route(canary.stable(), canary.canary(), Map.of(inCanary, "3.0.0", inStable, "3.0.0")));

            Map<String, String> expected = new HashMap<>(before);
            expected.put(inCanary, "3.0.0");
            expected.put(inStable, "3.0.0");
            assertThat(served(runtime)).isEqualTo(expected);
        }
    }

    @Test
    void twoVersionsLiveSideBySide() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.apply("hello", new Route(Optional.of("1.0.0"), Optional.empty(), Map.of("beta", "2.0.0")));

            assertThat(runtime.greet("hello", "acme")).isEqualTo("1.0.0");
            assertThat(runtime.greet("hello", "beta")).isEqualTo("2.0.0");
            assertThat(runtime.runtime().instances())
                    .extracting(InstanceReport::state)
                    .containsExactly(InstanceState.SERVING, InstanceState.SERVING);
        }
    }

    @Test
    void aTenantIsServedWhenPlatformTenantSwitchAndOwnWishAllSayYes() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            for (boolean platform : List.of(true, false)) {
                for (boolean byDefault : List.of(true, false)) {
                    Flags flags = new Flags(
                            platform,
                            byDefault,
                            Map.of("on", true, "off", false, "on-own-off", true),
                            Set.of("own-off", "on-own-off"));
                    runtime.runtime().apply(runtime.plan("hello", Route.stable("1.0.0"), flags));

                    for (String tenant : List.of("on", "off", "plain", "own-off", "on-own-off")) {
                        assertThat(runtime.runtime()
                                        .lease("hello", runtime.runtime().tenant(tenant))
                                        .map(lease -> {
                                            lease.close();
                                            return true;
                                        })
                                        .orElse(false))
                                .as("%s with %s", tenant, flags)
                                .isEqualTo(flags.served(tenant));
                    }
                }
            }
        }
    }

    @Test
    void availabilitySaysWhoseSwitchIsOff() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            Route route = Route.stable("1.0.0");
            Flags flags = new Flags(true, true, Map.of("barred", false), Set.of("shy", "barred"));
            runtime.runtime().apply(runtime.plan("hello", route, flags));

            assertThat(availability(runtime, "acme")).isInstanceOf(Availability.Served.class);
            assertThat(availability(runtime, "shy")).isEqualTo(new Availability.Disabled(Availability.Switch.TENANT));
            assertThat(availability(runtime, "barred"))
                    .isEqualTo(new Availability.Disabled(Availability.Switch.PLATFORM_FOR_TENANT));
            assertThat(runtime.runtime().availability("other", runtime.runtime().tenant("acme")))
                    .isEqualTo(new Availability.NotInstalled());
            runtime.runtime().apply(runtime.plan("hello", route, new Flags(false, true, Map.of(), Set.of())));
            assertThat(availability(runtime, "acme"))
                    .isEqualTo(new Availability.Disabled(Availability.Switch.PLATFORM));
            runtime.runtime().apply(runtime.plan("hello", Route.nowhere(), Flags.on()));
            assertThat(availability(runtime, "acme")).isEqualTo(new Availability.NotLoaded(List.of()));
        }
    }

    @Test
    void aCallThatIsNotServedSaysWhy() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.runtime()
                    .apply(runtime.plan(
                            "hello", Route.stable("1.0.0"), new Flags(true, true, Map.of(), Set.of("shy"))));

            assertThat(catchThrowableOfType(NotServedException.class, () -> runtime.greet("hello", "shy")))
                    .hasMessage("hello is switched off for shy by the tenant");
            assertThat(catchThrowableOfType(NotServedException.class, () -> runtime.greet("none", "acme")))
                    .hasMessage("none is not installed");
        }
    }

    @Test
    void switchingOffTakesEffectWithoutANewRevision() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            PluginPlan plan = runtime.plan("hello", Route.stable("1.0.0"), Flags.on());
            runtime.runtime().apply(plan);
            PlanOutcome outcome = runtime.runtime()
                    .apply(new PluginPlan(
                            "hello",
                            plan.revision(),
                            plan.versions(),
                            plan.route(),
                            new Flags(true, true, Map.of(), Set.of("shy")),
                            Optional.empty()));

            assertThat(outcome.reached()).isTrue();
            assertThat(availability(runtime, "shy")).isEqualTo(new Availability.Disabled(Availability.Switch.TENANT));
            assertThat(runtime.runtime().instances()).hasSize(1);
        }
    }

    @Test
    void providersAreThoseThatServeTheTenantWithTheExtensionPoint() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.apply("hello", Route.stable("1.0.0"));
            runtime.serve(PluginJar.greeter("another", "1.0.0", "name"));
            runtime.store(PluginJar.greeter("hidden", "1.0.0", "name"));
            runtime.runtime()
                    .apply(runtime.plan(
                            "hidden", Route.stable("1.0.0"), new Flags(true, false, Map.of("acme", true), Set.of())));
            TenantKey acme = runtime.runtime().tenant("acme");

            assertThat(runtime.runtime().providers(Greeter.class, acme)).containsExactly("another", "hello", "hidden");
            assertThat(runtime.runtime()
                            .providers(Greeter.class, runtime.runtime().tenant("other")))
                    .containsExactly("another", "hello");
            assertThat(runtime.runtime().providers(Runnable.class, acme)).isEmpty();
        }
    }

    @Test
    void aSnapshotNeverChanges() throws Exception {
        try (TestRuntime runtime = twoVersions()) {
            runtime.apply("hello", Route.stable("1.0.0"));
            Snapshot before = runtime.runtime().snapshot();
            runtime.apply("hello", Route.stable("2.0.0"));
            TenantKey acme = runtime.runtime().tenant("acme");

            assertThat(before.revisions()).isEqualTo(Map.of("hello", 1L));
            assertThat(before.instance("hello", acme).orElseThrow().version()).isEqualTo("1.0.0");
            assertThat(runtime.runtime().snapshot().revisions()).isEqualTo(Map.of("hello", 2L));
            assertThat(runtime.runtime()
                            .snapshot()
                            .outcome("hello")
                            .orElseThrow()
                            .reached())
                    .isTrue();
        }
    }

    @Test
    void moreTenantsThanTheLimitAreRefused() {
        TenantKeys keys = new TenantKeys(2);
        TenantKey acme = keys.key("acme");
        keys.key("beta");

        assertThat(catchThrowableOfType(IllegalStateException.class, () -> keys.key("gamma")))
                .hasMessageContaining("limit");
        assertThat(keys.key("acme")).isSameAs(acme);
    }

    private TestRuntime twoVersions() {
        TestRuntime runtime = new TestRuntime(folder);
        runtime.store(PluginJar.greeter("hello", "1.0.0", "\"1.0.0\""));
        runtime.store(PluginJar.greeter("hello", "2.0.0", "\"2.0.0\""));
        return runtime;
    }

    private static Availability availability(TestRuntime runtime, String tenant) {
        return runtime.runtime().availability("hello", runtime.runtime().tenant(tenant));
    }

    private static Map<String, String> served(TestRuntime runtime) {
        Map<String, String> versions = new HashMap<>();
        for (String tenant : TENANTS) {
            runtime.runtime()
                    .snapshot()
                    .instance("hello", runtime.runtime().tenant(tenant))
                    .ifPresent(instance -> versions.put(tenant, instance.version()));
        }
        return versions;
    }

    private static String first(Map<String, String> served, String version) {
        return TENANTS.stream()
                .filter(tenant -> version.equals(served.get(tenant)))
                .findFirst()
                .orElseThrow();
    }
}
