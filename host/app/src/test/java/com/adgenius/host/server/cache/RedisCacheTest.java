package com.adgenius.host.server.cache;

import static com.adgenius.host.server.cache.CacheWorld.GROUP;
import static com.adgenius.host.server.cache.CacheWorld.get;
import static com.adgenius.host.server.cache.CacheWorld.invalidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.cache.CacheWorld.Source;
import com.adgenius.host.server.cache.CacheWorld.Value;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cache promises, asked of the one in Redis. */
class RedisCacheTest {

    private final CacheWorld world =
            new CacheWorld(EmbeddedServersForTests.shared().redis(), 2, CacheKeys.OF_TENANT);
    private final Tenant tenant = CacheWorld.tenant();
    private final Source source = new Source();

    @BeforeEach
    void reach() {
        world.awaitReached();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void findsOutOnceForAllNodes() {
        Value first = get(world.node(0), tenant, "a", source);

        assertThat(get(world.node(1), tenant, "a", source)).isEqualTo(first).isEqualTo(Value.of("first"));
        assertThat(source.asked).hasValue(1);
        get(world.node(0), tenant, "b", source);
        assertThat(source.asked).as("another key is another value").hasValue(2);
    }

    @Test
    void answersNothingFromBeforeAChangeOnAnyNode() {
        get(world.node(0), tenant, "a", source);
        source.text = "second";

        invalidate(world.node(0), tenant);

        assertThat(get(world.node(1), tenant, "a", source).text()).isEqualTo("second");
        assertThat(get(world.node(0), tenant, "a", source).text()).isEqualTo("second");
        assertThat(source.asked).hasValue(2);
    }

    @Test
    void neverAnswersWhatWasFoundOutBeforeAChangeAndStoredAfterIt() {
        get(world.node(0), tenant, "a", () -> {
            Value old = Value.of("old");
            invalidate(world.node(1), tenant);
            return old;
        });

        assertThat(get(world.node(0), tenant, "a", () -> Value.of("new")).text())
                .isEqualTo("new");
    }

    @Test
    void forgetsOneGroupOfOneTenantAlone() {
        Tenant other = CacheWorld.tenant();
        CacheGroup<Value> another = new CacheGroup<>("others", Value.class, Duration.ofMinutes(1), 1_000);
        get(world.node(0), tenant, "a", source);
        get(world.node(0), other, "a", source);
        CacheWorld.in(tenant, () -> world.node(0).get(another, "a", source));

        invalidate(world.node(0), tenant);

        get(world.node(0), other, "a", source);
        CacheWorld.in(tenant, () -> world.node(0).get(another, "a", source));
        assertThat(source.asked).hasValue(3);
    }

    /** What every cache has to keep; gives what it found wrong. */
    private static List<String> meetings(Cache cache) {
        List<String> wrong = new ArrayList<>();
        Tenant one = CacheWorld.tenant();
        Tenant two = CacheWorld.tenant();
        for (Tenant each : List.of(one, two)) {
            String seen = get(cache, each, "same", () -> Value.of("of " + each.slug()))
                    .text();
            if (!seen.equals("of " + each.slug())) {
                wrong.add(each.slug() + " saw \"" + seen + "\"");
            }
        }
        return wrong;
    }

    @Test
    void tenantsNeverMeet() {
        assertThat(meetings(world.node(0))).isEmpty();
        assertThatThrownBy(() -> world.node(0).get(GROUP, "same", source))
                .as("there is no place without a tenant in scope")
                .isInstanceOf(IllegalStateException.class);
        assertThat(source.asked).hasValue(0);
    }

    @Test
    void aCacheWhoseKeysLackTheTenantIsCaught() {
        try (CacheWorld planted = new CacheWorld(
                EmbeddedServersForTests.shared().redis(), 1, group -> "planted:" + source.hashCode() + group.name())) {
            planted.awaitReached();

            assertThat(meetings(planted.node(0))).hasSize(1).first().asString().contains("saw \"of ");
        }
    }

    @Test
    void letsOneOfManyFindOutAndTheOthersWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Value>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> get(world.node(0), tenant, "slow", () -> {
                    begun.countDown();
                    await(end);
                    return source.get();
                })));
            }
            await(begun);
            end.countDown();
            for (Future<Value> answer : answers) {
                assertThat(answer.get().text()).isEqualTo("first");
            }
        }
        assertThat(source.asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoeverAsksAfterAChangeJoinsNobodyWhoAskedBefore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Value> early = new AtomicReference<>();
        Thread before = Thread.ofVirtual()
                .start(() -> early.set(get(world.node(0), tenant, "a", () -> {
                    begun.countDown();
                    await(end);
                    return Value.of("before");
                })));
        await(begun);

        invalidate(world.node(0), tenant);

        assertThat(get(world.node(0), tenant, "a", () -> Value.of("after")).text())
                .isEqualTo("after");
        end.countDown();
        before.join();
        assertThat(early.get().text()).isEqualTo("before");
        assertThat(get(world.node(0), tenant, "a", source).text()).isEqualTo("after");
    }

    @Test
    void aFailureIsTheCallersAndNothingIsKeptOfIt() {
        assertThatThrownBy(() -> get(world.node(0), tenant, "a", () -> {
                    throw new IllegalArgumentException("no such thing");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such thing");
        assertThat(get(world.node(0), tenant, "a", source).text()).isEqualTo("first");
    }

    @Test
    void keepsNothingThatIsTooLargeOrTooOld() {
        CacheGroup<Value> brief = new CacheGroup<>("brief", Value.class, Duration.ofMillis(200), 1_000);
        CacheGroup<Value> small = new CacheGroup<>("small", Value.class, Duration.ofMinutes(1), 10);

        TenantScope.run(tenant, () -> {
            world.node(0).get(small, "a", source);
            world.node(0).get(small, "a", source);
        });
        assertThat(source.asked).hasValue(2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> CacheWorld.in(tenant, () -> {
                    world.node(0).get(brief, "a", source);
                    return source.asked.get() >= 4;
                }));
    }
}
