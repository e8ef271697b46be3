package com.adgenius.host.server.tenant;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The tenants to work for. */
@FunctionalInterface
public interface TenantDirectory {

    /**
     * Active tenants by id.
     *
     * @param afterSlug those after this id; empty for the first
     * @param limit at most so many
     */
    List<Tenant> active(String afterSlug, int limit);

    /** Work for one tenant. */
    @FunctionalInterface
    interface Work {

        /** Does it for the tenant in scope. */
        void run() throws InterruptedException;
    }

    /** Does the work in the scope of each active tenant; one that fails is logged and does not keep the others. */
    default void eachActive(Work work) throws InterruptedException {
        eachActive(() -> true, work);
    }

    /**
     * Does the work in the scope of each active tenant; one that fails is logged and does not keep the others.
     *
     * @param wanted asked before each tenant; the rest is left out when it says no
     */
    default void eachActive(BooleanSupplier wanted, Work work) throws InterruptedException {
        String after = "";
        for (List<Tenant> page = active(after, PAGE); !page.isEmpty(); page = active(after, PAGE)) {
            for (Tenant tenant : page) {
                if (!wanted.getAsBoolean()) {
                    return;
                }
                run(tenant, work);
            }
            after = page.getLast().slug();
        }
    }

    private static void run(Tenant tenant, Work work) throws InterruptedException {
        try {
            TenantScope.call(tenant, () -> {
                work.run();
                return tenant;
            });
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while working for tenant " + tenant.slug());
            }
            System.getLogger(TenantDirectory.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Work for tenant " + tenant.slug() + " failed; it is done again in its turn",
                            e);
        }
    }

    /** How many tenants are read at once. */
    int PAGE = 100;
}
