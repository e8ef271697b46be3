package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

import java.util.IdentityHashMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The tenant for whom the running request or job works. Storage takes its database from here and cannot name another.
 */
public final class TenantScope {

    private static final ScopedValue<Entered> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    /**
     * The tenant in scope.
     *
     * @throws IllegalStateException when the code runs outside of any tenant's scope, which is a fault of the host
     */
    public static Tenant current() {
        return entered().tenant;
    }

    /** Runs the work for the tenant. */
    public static <T> T call(Tenant tenant, Callable<T> work) throws Exception {
        try (Entered entered = new Entered(tenant)) {
            return ScopedValue.where(CURRENT, entered).call(work::call);
        }
    }

    /** Runs the work for the tenant. */
    public static void run(Tenant tenant, Runnable work) {
        try (Entered entered = new Entered(tenant)) {
            ScopedValue.where(CURRENT, entered).run(work);
        }
    }

    /** What is held as long as a scope lasts. */
    public interface Held extends AutoCloseable {

        /** Gives it back. */
        @Override
        void close();
    }

    /**
     * What the owner holds for this scope: begun at the owner's first call in it, and closed when the scope is left. A
     * scope inside it has its own, for the same tenant too.
     *
     * @param begin always of the same type for one owner
     * @throws IllegalStateException outside of any tenant's scope
     */
    public static <T extends Held> T held(Object owner, Supplier<T> begin) {
        return entered().held(owner, begin);
    }

    private static Entered entered() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("This code works for a tenant and was called outside of a tenant's scope");
        }
        return CURRENT.get();
    }

    private static final class Entered implements AutoCloseable {

        private final Tenant tenant;
        private final IdentityHashMap<Object, Held> held = new IdentityHashMap<>(1);

        Entered(Tenant tenant) {
            this.tenant = requireNonNull(tenant, "tenant is null");
        }

        @SuppressWarnings("unchecked")
        synchronized <T extends Held> T held(Object owner, Supplier<T> begin) {
            Held known = held.get(owner);
            if (known == null) {
                known = begin.get();
                held.put(owner, known);
            }
            return (T) known;
        }

        @Override
        public synchronized void close() {
            held.values().forEach(Held::close);
        }
    }
}
