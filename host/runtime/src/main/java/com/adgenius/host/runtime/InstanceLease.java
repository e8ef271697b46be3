package com.adgenius.host.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A lease on an instance. It is given back when it is closed and its last call left.
 *
 * <p>Its own state is plain, since one thread alone uses it: two atomic steps of its own would cost as much as the
 * counter's, and would keep the compiler from leaving the object out.
 */
final class InstanceLease implements Lease {

    private final Invoker invoker;
    private final Instance instance;
    private final TenantKey tenant;
    private final int taken;
    private final Thread owner = Thread.currentThread();
    private boolean open = true;
    /** The lease itself while it is open, and its calls. */
    private int users = 1;

    InstanceLease(Invoker invoker, Instance instance, TenantKey tenant, int taken) {
        this.invoker = invoker;
        this.instance = instance;
        this.tenant = tenant;
        this.taken = taken;
    }

    @Override
    public InstanceInformation instance() {
        return instance;
    }

    @Override
    public <E, R extends @Nullable Object> R call(Class<E> extensionPoint, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException {
        return call(extensionPoint, 0, entry, call);
    }

    @Override
    public <E, R extends @Nullable Object> R call(
            Class<E> extensionPoint, int index, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException {
        return enter(extensionPoint, index, entry, (extension, progress) -> call.call(extension));
    }

    @Override
    public <E, R extends @Nullable Object> R stream(Class<E> extensionPoint, Entry entry, StreamingCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException {
        return enter(extensionPoint, 0, entry, call);
    }

    private <E, R extends @Nullable Object> R enter(Class<E> point, int index, Entry entry, StreamingCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException {
        requireOwner();
        if (!open) {
            throw new IllegalStateException("The lease on " + instance + " is closed");
        }
        users++;
        try {
            return invoker.call(
                    new Invoker.Request<>(instance, tenant, point, index, invoker.effective(entry), call), taken);
        } finally {
            leave();
        }
    }

    private void leave() {
        if (--users == 0) {
            instance.leases().release(taken);
        }
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException(
                    "The lease on " + instance + " belongs to " + owner + "; take one of your own");
        }
    }

    @Override
    public void close() {
        requireOwner();
        if (open) {
            open = false;
            leave();
        }
    }
}
