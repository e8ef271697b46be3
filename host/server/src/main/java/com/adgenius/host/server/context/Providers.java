package com.adgenius.host.server.context;

import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.util.Optional;

/** Calls of a tenant's model providers; a lease on one lasts one call, so a provider can be swapped between two. */
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

    /**
     * What a provider answered.
     *
     * @param version of the plugin that answered
     */
    record Answered<R>(R answer, String version) {}

    <E, R> Answered<R> ask(String provider, Class<E> point, Entry entry, Question<E, R> question)
            throws ProviderException, InterruptedException {
        return leased(provider, (lease, context) -> lease.call(point, entry, model -> question.ask(model, context)));
    }

    <E, R> Answered<R> stream(String provider, Class<E> point, Entry entry, StreamedQuestion<E, R> question)
            throws ProviderException, InterruptedException {
        return leased(
                provider,
                (lease, context) ->
                        lease.stream(point, entry, (model, progress) -> question.ask(model, progress::made, context)));
    }

    private interface LeasedCall<R> {

        R call(Lease lease, TenantContext context) throws CallFailedException, NotServedException, InterruptedException;
    }

    private <R> Answered<R> leased(String provider, LeasedCall<R> call) throws ProviderException, InterruptedException {
        Optional<Lease> served = runtime.lease(provider, tenant);
        if (served.isEmpty()) {
            throw ProviderException.unserved("Model provider \"" + provider + "\" does not serve now");
        }
        try (Lease lease = served.get();
                BoundContext context = contexts.of(lease)) {
            R result = call.call(lease, context);
            if (result == null) {
                throw ProviderException.invalid("Model provider \"" + provider + "\" answered nothing");
            }
            return new Answered<>(result, lease.instance().version());
        } catch (CallFailedException e) {
            throw ProviderException.of(e);
        } catch (NotServedException e) {
            throw ProviderException.unserved(e.getMessage());
        }
    }
}
