package com.adgenius.host.server.event.delivery;

import com.adgenius.host.runtime.Lease;
import com.adgenius.host.server.scope.TenantScope;
import java.util.Optional;

/** What the parts of a delivery share. */
record Delivering(DeliverySettings settings, DeliveryServices services, Cursors cursors, Undelivered undelivered) {

    static Delivering over(DeliverySettings settings, DeliveryServices services) {
        return new Delivering(
                settings,
                services,
                new Cursors(services.database(), settings, services.clock()),
                new Undelivered(services.database(), services.events(), services.clock()));
    }

    /** A lease on what serves the tenant in scope. */
    Optional<Lease> lease(String pluginId) {
        return services.runtime()
                .lease(pluginId, services.runtime().tenant(TenantScope.current().slug()));
    }
}
