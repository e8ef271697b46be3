package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TenantConnectionsTest {

    private static final int LIMIT = 2;

    private final Map<String, String> passwords = new HashMap<>();
    private final List<Connection> made = new ArrayList<>();
    private int asked;
    private long nanos;
    private final TenantConnections<Connection> connections =
            new TenantConnections<>(this::login, new Connecting(), LIMIT, () -> nanos);

    private static final class Connection {

        private final MongoLogin login;
        private final Runnable failed;
        private int closed;

        Connection(MongoLogin login, Runnable failed) {
            this.login = login;
            this.failed = failed;
        }
    }

    private final class Connecting implements TenantConnections.Connector<Connection> {

        @Override
        public Connection connect(MongoLogin login, Runnable failed) {
            Connection connection = new Connection(login, failed);
            made.add(connection);
            return connection;
        }

        @Override
        public void close(Connection connection) {
            connection.closed++;
        }
    }

    private MongoLogin login() {
        asked++;
        Tenant tenant = TenantScope.current();
        String password = Optional.ofNullable(passwords.get(tenant.slug()))
                .orElseThrow(() -> new IllegalStateException("There is no user of " + tenant.slug()));
        return new MongoLogin("tenant_" + tenant.slug(), tenant.databaseName(), password);
    }

    private static Tenant tenant(String slug) {
        return new Tenant(slug, slug, slug + ".localhost", Tenant.databaseNameOf(slug), "free", true, Instant.EPOCH);
    }

    private void in(String slug, Consumer<Connection> work) {
        passwords.putIfAbsent(slug, "first");
        TenantScope.run(tenant(slug), () -> work.accept(connections.current()));
    }

    private Connection used(String slug) {
        List<Connection> used = new ArrayList<>();
        in(slug, used::add);
        nanos++;
        return used.getFirst();
    }

    private List<String> open() {
        return made.stream()
                .filter(connection -> connection.closed == 0)
                .map(connection -> connection.login.user())
                .toList();
    }

    @Test
    void aScopeGetsTheConnectionOfItsTenant() {
        in("acme", acme -> {
            assertThat(acme.login).isEqualTo(new MongoLogin("tenant_acme", Tenant.databaseNameOf("acme"), "first"));
            in("zebra", zebra -> assertThat(zebra.login.user()).isEqualTo("tenant_zebra"));
            assertThat(connections.current()).isSameAs(acme);
        });
        assertThat(used("acme")).isSameAs(made.getFirst());
        assertThat(made).hasSize(2);
    }

    @Test
    void nothingIsGivenOutsideOfAScope() {
        assertThatThrownBy(connections::current).isInstanceOf(IllegalStateException.class);
        assertThat(made).isEmpty();
    }

    @Test
    void theLongestIdleIsClosedAboveTheLimit() {
        used("one");
        used("two");
        used("one");
        used("three");

        assertThat(open()).containsExactly("tenant_one", "tenant_three");
        assertThat(used("two").closed).isZero();
        assertThat(open()).containsExactly("tenant_three", "tenant_two");
    }

    @Test
    void whatAScopeHasStaysOpenAboveTheLimitAndGoesAfterIt() {
        in("one", one -> {
            in(
                    "two",
                    two -> in("three", three -> {
                        assertThat(open()).hasSize(3);
                        used("four");
                        assertThat(open()).containsExactly("tenant_one", "tenant_two", "tenant_three");
                    }));
            assertThat(one.closed).isZero();
            assertThat(open()).hasSize(LIMIT);
        });
    }

    @Test
    void whatNoScopeHadForLongIsClosed() {
        Connection idle = used("idle");
        nanos += Duration.ofMinutes(5).toNanos();
        in("busy", busy -> {
            nanos += Duration.ofMinutes(10).toNanos();
            connections.closeIdle(Duration.ofMinutes(10));
            assertThat(busy.closed).isZero();
        });

        assertThat(idle.closed).isOne();
        connections.closeIdle(Duration.ofMinutes(10));
        assertThat(open()).containsExactly("tenant_busy");
    }

    @Test
    void aFailureMakesAnotherWhereTheLoginChanged() {
        in("acme", before -> {
            passwords.put("acme", "second");
            assertThat(connections.current()).isSameAs(before);

            before.failed.run();
            Connection after = connections.current();

            assertThat(after.login.password()).isEqualTo("second");
            assertThat(connections.current()).isSameAs(after);
            assertThat(before.closed).isOne();
        });
        assertThat(made).hasSize(2);
    }

    @Test
    void anotherScopeKeepsTheOldOneUntilItIsLeft() {
        in("acme", before -> {
            passwords.put("acme", "second");
            before.failed.run();

            assertThat(used("acme").login.password()).isEqualTo("second");

            assertThat(before.closed).isZero();
        });
        assertThat(made.getFirst().closed).isOne();
        assertThat(open()).hasSize(1);
    }

    @Test
    void aFailureWithTheSameLoginChangesNothing() {
        in("acme", before -> {
            before.failed.run();

            assertThat(connections.current()).isSameAs(before);
            assertThat(connections.current()).isSameAs(before);
        });
        assertThat(asked)
                .as("the login is looked up once more, not at each use")
                .isEqualTo(2);
    }

    @Test
    void aTenantWithoutALoginLeavesNothingBehind() {
        TenantScope.run(
                tenant("nobody"),
                () -> assertThatThrownBy(connections::current).hasMessage("There is no user of nobody"));
        assertThat(made).isEmpty();

        assertThat(used("nobody").login.user()).isEqualTo("tenant_nobody");
    }

    @Test
    void oneThatIsForgottenIsClosedAfterItsScopesAndMadeAnew() {
        in("acme", acme -> {
            connections.forget("acme");
            assertThat(acme.closed).isZero();
        });
        assertThat(made.getFirst().closed).isOne();
        assertThat(used("acme")).isNotSameAs(made.getFirst());
    }

    @Test
    void allAreClosedAtTheEndEachOnce() {
        used("idle");
        in("busy", _ -> connections.close());

        assertThat(made).extracting(connection -> connection.closed).containsExactly(1, 1);
        assertThatThrownBy(() -> used("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLoginDoesNotTellItsPassword() {
        assertThat(new MongoLogin("tenant_acme", "tenant_acme_db", "hush").toString())
                .isEqualTo("MongoLogin[tenant_acme of tenant_acme_db]");
    }
}
