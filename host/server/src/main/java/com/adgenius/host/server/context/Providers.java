package com.adgenius.host.server.context;

import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.CallFailure;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/** The model providers that serve a tenant; a lease on one lasts one call, so a provider can be swapped between two. */
final class Providers {

    private final PluginRuntime runtime;
    private final TenantKey tenant;
    private final ProviderContexts contexts;

    Providers(PluginRuntime runtime, TenantKey tenant, ProviderContexts contexts) {
        this.runtime = runtime;
        this.tenant = tenant;
        this.contexts = contexts;
    }

    /** Gives a provider its handles. */
    @FunctionalInterface
    interface ProviderContexts {

        BoundContext of(Lease lease);
    }

    /** One call of a provider. */
    @FunctionalInterface
    interface Question<E, R> {

        R ask(E model, TenantContext context) throws PluginException, InterruptedException;
    }

    /** One call of a provider that answers piece by piece. */
    @FunctionalInterface
    interface StreamedQuestion<E, R> {

        R ask(E model, Runnable made, TenantContext context) throws PluginException, InterruptedException;
    }

    /** The plugin that the tenant's next call is given to. */
    String choose(Class<?> point) throws PluginException {
        List<String> ids = runtime.providers(point, tenant);
        if (ids.isEmpty()) {
            throw new PluginException(
                    FailureCode.NO_PROVIDER,
                    "No plugin with a " + point.getSimpleName() + " is switched on; an administrator switches one on");
        }
        return ids.getFirst();
    }

    <E, R> R ask(String provider, Class<E> point, Entry entry, Question<E, R> question)
            throws PluginException, InterruptedException {
        return leased(provider, (lease, context) -> lease.call(point, entry, model -> question.ask(model, context)));
    }

    <E, R> R stream(String provider, Class<E> point, Entry entry, StreamedQuestion<E, R> question)
            throws PluginException, InterruptedException {
        return leased(
                provider,
                (lease, context) ->
                        lease.stream(point, entry, (model, progress) -> question.ask(model, progress::made, context)));
    }

    private interface LeasedCall<R> {

        R call(Lease lease, TenantContext context) throws CallFailedException, NotServedException, InterruptedException;
    }

    private <R> R leased(String provider, LeasedCall<R> call) throws PluginException, InterruptedException {
        Optional<Lease> served = runtime.lease(provider, tenant);
        if (served.isEmpty()) {
            throw new ProviderException(
                    FailureCode.UNAVAILABLE, "Model provider \"" + provider + "\" does not serve now", true);
        }
        try (Lease lease = served.get();
                BoundContext context = contexts.of(lease)) {
            R result = call.call(lease, context);
            if (result == null) {
                throw new ProviderException(
                        FailureCode.INVALID_RESULT, "Model provider \"" + provider + "\" answered nothing", false);
            }
            return result;
        } catch (CallFailedException e) {
            throw new ProviderException(e.failureCode(), e.getMessage(), surelyUndone(e));
        } catch (NotServedException e) {
            throw new ProviderException(FailureCode.UNAVAILABLE, e.getMessage(), true);
        }
    }

    private static boolean surelyUndone(CallFailedException e) {
        return e.failure() == CallFailure.OVERLOADED
                || e.failure() == CallFailure.REPORTED && e.failureCode() != FailureCode.UNKNOWN_OUTCOME;
    }

    /** What a provider said, and whether the call surely had no effect. */
    static final class ProviderException extends PluginException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final boolean undone;

        ProviderException(FailureCode code, String message, boolean undone) {
            super(code, message);
            this.undone = undone;
        }

        boolean undone() {
            return undone;
        }
    }
}
