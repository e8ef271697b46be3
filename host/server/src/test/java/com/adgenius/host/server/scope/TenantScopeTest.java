package com.adgenius.host.server.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantScopeTest {

    private final Tenant tenant =
            new Tenant("acme", "Acme", "acme.localhost", Tenant.databaseNameOf("acme"), "free", true, Instant.EPOCH);
    private final List<Thing> closed = new ArrayList<>();

    private final class Thing implements TenantScope.Held {

        @Override
        public void close() {
            closed.add(this);
        }
    }

    @Test
    void anOwnerHoldsOneThingForAScopeAndItIsClosedWithIt() {
        TenantScope.run(tenant, () -> {
            Thing outer = TenantScope.held(this, Thing::new);
            assertThat(TenantScope.held(this, Thing::new)).isSameAs(outer);
            TenantScope.run(tenant, () -> {
                Thing inner = TenantScope.held(this, Thing::new);
                assertThat(inner).isNotSameAs(outer);
            });
            assertThat(closed).hasSize(1).doesNotContain(outer);
        });

        assertThat(closed).hasSize(2);
    }

    @Test
    void itIsClosedWhereTheWorkFails() {
        assertThatThrownBy(() -> TenantScope.call(tenant, () -> {
                    TenantScope.held(this, Thing::new);
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");

        assertThat(closed).hasSize(1);
    }

    @Test
    void nothingIsHeldOutsideOfAScope() {
        assertThatThrownBy(() -> TenantScope.held(this, Thing::new)).isInstanceOf(IllegalStateException.class);
    }
}
