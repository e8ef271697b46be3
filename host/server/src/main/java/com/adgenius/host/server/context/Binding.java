package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The tenant and the plugin that a call's handles are bound to, for as long as the call lasts. */
final class Binding {

    private final Tenant tenant;
    private final String pluginId;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Binding(Tenant tenant, String pluginId) {
        this.tenant = requireNonNull(tenant, "tenant is null");
        this.pluginId = requireNonNull(pluginId, "pluginId is null");
    }

    Tenant tenant() {
        return tenant;
    }

    String pluginId() {
        return pluginId;
    }

    /** Work of a handle that fails with its own exceptions only. */
    @FunctionalInterface
    interface Work<T, X extends Exception> {

        T run() throws X;
    }

    <T> T call(Work<T, RuntimeException> work) {
        requireOpen();
        return ScopedWork.call(tenant, work);
    }

    void run(Runnable work) {
        requireOpen();
        TenantScope.run(tenant, work);
    }

    <T> T read(Work<T, IOException> work) throws IOException {
        requireOpen();
        return ScopedWork.call(tenant, work);
    }

    boolean open() {
        return open.get();
    }

    void requireOpen() {
        if (!open.get()) {
            throw new IllegalStateException("The call of plugin \"" + pluginId
                    + "\" for which this handle was given is over; use handles in their call only");
        }
    }

    void close() {
        open.set(false);
    }

    /** Keeps the checked exceptions of the work, which {@link TenantScope#call} widens. */
    private static final class ScopedWork {

        @SuppressWarnings("unchecked")
        static <T, X extends Exception> T call(Tenant tenant, Work<T, X> work) throws X {
            try {
                return TenantScope.call(tenant, work::run);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw (X) e;
            }
        }
    }
}
