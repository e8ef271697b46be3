package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;

/**
 * The tenant for whom the running request or job works. Storage takes its database from here and cannot name another.
 */
public final class TenantScope {

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    /**
     * The tenant in scope.
     *
     * @throws IllegalStateException when the code runs outside of any tenant's scope, which is a fault of the host
     */
    public static Tenant current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("This code works for a tenant and was called outside of a tenant's scope");
        }
        return CURRENT.get();
    }

    /** Runs the work for the tenant. */
    public static <T> T call(Tenant tenant, Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, requireNonNull(tenant, "tenant is null"))
                .call(work::call);
    }

    /** Runs the work for the tenant. */
    public static void run(Tenant tenant, Runnable work) {
        ScopedValue.where(CURRENT, requireNonNull(tenant, "tenant is null")).run(work);
    }
}
