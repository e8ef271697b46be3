package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one way into a plugin: sets the context class loader and the tenant, keeps the entry's deadline and bulkhead, counts,
 * catches every {@code Throwable}, and lets nothing of the plugin's out but words and checked results.
 */
final class Invoker {

    private final RuntimeConfiguration configuration;
    private final RuntimeEvents events;
    private final HostTypes types;
    private final FreshThreads threads;

    Invoker(RuntimeConfiguration configuration, FreshThreads threads, RuntimeEvents events) {
        this.configuration = configuration;
        this.threads = threads;
        this.events = events;
        this.types = new HostTypes(configuration.api().loader());
    }

    /** One call that somebody wants made, with the entry as it is configured here. */
    record Request<E, R extends @Nullable Object>(
            Instance instance, TenantKey tenant, Class<E> point, int index, Entry entry, StreamingCall<E, R> call) {}

    /** The entry as it is configured here. */
    Entry effective(Entry entry) {
        return configuration.effective(entry);
    }

    /**
     * Calls an extension for a tenant.
     *
     * @param held what the caller took from the instance's counter and holds until this returns
     */
    <E, R extends @Nullable Object> R call(Request<E, R> request, int held)
            throws CallFailedException, NotServedException, InterruptedException {
        Instance instance = request.instance();
        Entry entry = request.entry();
        LoadedPlugin loaded = instance.loaded().orElseThrow(() -> notServed(request));
        E extension = extension(loaded, request);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long began = System.nanoTime();
        Bulkhead bulkhead = enter(request);
        Optional<String> failureCode = Optional.empty();
        try {
            return entry.execution() == Entry.Execution.CALLER
                    ? inline(request, loaded, extension, bulkhead)
                    : detached(request, loaded, extension, bulkhead, held);
        } catch (CallFailedException e) {
            failureCode = Optional.of(e.code());
            throw e;
        } catch (InterruptedException e) {
            failureCode = Optional.of("interrupted");
            throw e;
        } finally {
            long duration = System.nanoTime() - began;
            instance.calls().count(duration, failureCode);
            events.callEnded(instance, entry, duration, failureCode);
        }
    }

    private static <E, R extends @Nullable Object> E extension(LoadedPlugin loaded, Request<E, R> request)
            throws NotServedException {
        var extensions = loaded.extensions().get(request.point());
        if (extensions == null || request.index() >= extensions.size()) {
            throw notServed(request);
        }
        return request.point().cast(extensions.get(request.index()));
    }

    private Bulkhead enter(Request<?, ?> request) throws CallFailedException, InterruptedException {
        Instance instance = request.instance();
        Entry entry = request.entry();
        if (instance.calls().stuck() >= entry.concurrency()) {
            throw CallFailures.of(
                    request,
                    CallFailure.OVERLOADED,
                    instance.calls().stuck() + " earlier calls never came back; activate another version");
        }
        Bulkhead bulkhead = instance.bulkheads().of(entry);
        if (!bulkhead.enter()) {
            throw CallFailures.of(
                    request,
                    CallFailure.OVERLOADED,
                    "all " + entry.concurrency() + " places for " + entry.name() + " are taken; try again later");
        }
        return bulkhead;
    }

    private <E, R extends @Nullable Object> R detached(
            Request<E, R> request, LoadedPlugin loaded, E extension, Bulkhead bulkhead, int held)
            throws CallFailedException, InterruptedException {
        Instance instance = request.instance();
        AtomicBoolean place = new AtomicBoolean(true);
        int retained = instance.leases().retain(held);
        DetachedCall<R> call = new DetachedCall<>(
                threads,
                instance.calls(),
                request.entry(),
                instance + " " + request.entry().name(),
                loaded.loader(),
                progress -> invoke(request, extension, progress),
                () -> {
                    leave(bulkhead, place);
                    instance.leases().release(retained);
                });
        call.start();
        DetachedCall.Joined<R> joined = call.join(configuration.limits().interruption());
        if (joined.result().isEmpty()) {
            leave(bulkhead, place);
        }
        return outcome(request, joined.result(), joined.interruption());
    }

    /** A call that never comes back gives its place to others all the same, but once only. */
    private static void leave(Bulkhead bulkhead, AtomicBoolean place) {
        if (place.compareAndSet(true, false)) {
            bulkhead.leave();
        }
    }

    private <E, R extends @Nullable Object> R inline(
            Request<E, R> request, LoadedPlugin loaded, E extension, Bulkhead bulkhead)
            throws CallFailedException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        InlineCall call = new InlineCall(
                request.instance().calls(),
                request.entry(),
                configuration.limits().interruption().toNanos());
        CallResult<R> result = null;
        Throwable thrown = null;
        call.begin();
        Interruption interruption;
        try {
            thread.setContextClassLoader(loaded.loader());
            result = new CallResult.Value<>(invoke(request, extension, call));
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            interruption = call.finish();
            thread.setContextClassLoader(before);
            bulkhead.leave();
        }
        if (thrown instanceof InterruptedException && interruption == null) {
            throw new InterruptedException();
        }
        if (thrown != null) {
            result = describe(request, loaded, thrown);
        }
        return outcome(request, Optional.ofNullable(result), Optional.ofNullable(interruption));
    }

    /** Asks a thrown exception what it says on a thread of its own: its methods may be the plugin's, and may block. */
    private <R extends @Nullable Object> CallResult<R> describe(
            Request<?, R> request, LoadedPlugin loaded, Throwable thrown) {
        DetachedCall<FailureDescription> call = new DetachedCall<>(
                threads,
                request.instance().calls(),
                request.entry().withDeadline(configuration.limits().interruption()),
                request.instance() + " failure",
                loaded.loader(),
                progress -> FailureDescription.of(thrown),
                () -> {});
        call.start();
        return call.join(configuration.limits().interruption())
                .result()
                .filter(CallResult.Value.class::isInstance)
                .map(value -> ((CallResult.Value<FailureDescription>) value).value())
                .map(CallResult.Failure<R>::new)
                .orElseGet(() -> new CallResult.Failure<>(FailureDescription.of(
                        FailureDescription.Kind.OTHER,
                        FailureDescription.unreadable(thrown.getClass().getName()))));
    }

    @SuppressWarnings("unchecked")
    private <E, R extends @Nullable Object> R invoke(
            Request<E, R> request, E extension, StreamingCall.Progress progress) throws Exception {
        return ScopedValue.where(TenantKey.CURRENT, request.tenant()).call(() ->
                (R) new ResultGate(types).admit(request.call().call(extension, progress)));
    }

    private <R extends @Nullable Object> R outcome(
            Request<?, R> request, Optional<CallResult<R>> result, Optional<Interruption> interruption)
            throws CallFailedException, InterruptedException {
        if (result.isPresent() && result.get() instanceof CallResult.Failure<R>(FailureDescription failure)) {
            events.failed(request.instance(), request.entry(), failure);
        }
        if (result.isPresent()
                && result.get() instanceof CallResult.Value<R>(R value)
                && interruption.filter(cause -> cause != Interruption.EVICTION).isEmpty()) {
            return value;
        }
        if (interruption.isPresent()) {
            throw CallFailures.interrupted(request, interruption.get());
        }
        throw CallFailures.of(request, ((CallResult.Failure<R>) result.orElseThrow()).description());
    }

    /** Gives the metadata of an activation the same check as a result. */
    Object admit(Object value) throws ResultRefusedException, InterruptedException {
        return requireNonNull(new ResultGate(types).admit(value), "admitted is null");
    }

    private static NotServedException notServed(Request<?, ?> request) {
        return new NotServedException(
                request.instance().pluginId(),
                new Availability.Served(request.instance()),
                request.instance().descriptor().id() + " has no extension " + request.index() + " of "
                        + request.point().getSimpleName());
    }
}
