package com.adgenius.host.server.metering;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.host.server.context.BoundContext;
import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.Metering;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.Money;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.Reservation;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.UsageRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metering for the tenant in scope. The host counts by itself; a plugin with {@link Metering} that serves the tenant when
 * something is reserved decides on it, and hears of the charge or the refund. Each reservation is charged or given back
 * once, however often that is asked for.
 */
public final class TenantMetering {

    private static final System.Logger LOG = System.getLogger(TenantMetering.class.getName());
    private static final int SWEEP_LIMIT = 100;

    private final PluginRuntime runtime;
    private final TenantContexts contexts;
    private final UsageLedger ledger;

    /** Metering over the tenants' databases and whichever plugin takes it over. */
    public TenantMetering(PluginRuntime runtime, TenantContexts contexts, TenantDatabase database, Clock clock) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.contexts = requireNonNull(contexts, "contexts is null");
        this.ledger = new UsageLedger(database, clock);
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        ledger.provision();
    }

    /**
     * Reserves what a generation is expected to use.
     *
     * @throws ProblemException {@link ProblemCode#QUOTA_EXCEEDED} when the tenant may not use that much,
     *     {@link ProblemCode#UNAVAILABLE} when the plugin that decides on it cannot be asked
     */
    public Reservation reserve(UsageRequest request, String creativeId) throws InterruptedException {
        Optional<String> plugin =
                runtime.providers(Metering.class, tenant()).stream().findFirst();
        ledger.reserve(request, creativeId, plugin);
        if (plugin.isEmpty()) {
            return new Reservation(request.reservationId(), Optional.empty());
        }
        try {
            // The id stays the host's: by another one the charge would not be found.
            return ask(plugin.get(), (metering, context) -> price(metering.reserve(request, context)))
                    .map(price -> new Reservation(request.reservationId(), price))
                    .orElseGet(() -> new Reservation(request.reservationId(), Optional.empty()));
        } catch (CallFailedException e) {
            if (e.failureCode() == FailureCode.QUOTA_EXCEEDED) {
                ledger.refund(request.reservationId(), "refused");
                throw ProblemException.of(ProblemCode.QUOTA_EXCEEDED, e.getMessage());
            }
            throw ProblemException.of(
                            ProblemCode.UNAVAILABLE,
                            "Usage cannot be metered at the moment; ask again. " + e.getMessage())
                    .header("Retry-After", "10");
        }
    }

    private static Optional<Money> price(@Nullable Reservation reservation) throws PluginException {
        if (reservation == null) {
            throw new PluginException(FailureCode.INVALID_RESULT, "The plugin that meters gave no reservation");
        }
        return reservation.price();
    }

    /** Charges what was used in place of what was reserved; whether that is done. */
    public boolean commit(String reservationId, List<ModelUse> used) throws InterruptedException {
        List<ModelUsage> usage = used.stream().map(ModelUse::usage).toList();
        boolean told = tell(reservationId, (metering, context) -> {
            metering.commit(reservationId, usage, context);
            return true;
        });
        if (told) {
            ledger.commit(reservationId, used);
        }
        return told;
    }

    /** Gives back what was reserved; whether that is done. */
    public boolean refund(String reservationId, String reason) throws InterruptedException {
        boolean told = tell(reservationId, (metering, context) -> {
            metering.refund(reservationId, reason, context);
            return true;
        });
        if (told) {
            ledger.refund(reservationId, reason);
        }
        return told;
    }

    /** Counts what the host used to index a creative, outside of any reservation; under the same id once. */
    public void countIndexing(String id, String creativeId, List<ModelUse> used) {
        ledger.countIndexing(id, creativeId, used);
    }

    /** Counts what the host used to understand a question of search; under the same id once. */
    public void countQuestion(String id, List<ModelUse> used) {
        ledger.countQuestion(id, used);
    }

    /** The charge of that reservation, where it was charged and nobody was told of it yet. */
    public Optional<Charged> untold(String reservationId) {
        return ledger.untold(reservationId);
    }

    /** Charges that nobody was told of yet, at most 100. */
    public List<Charged> untold() {
        return ledger.untold(SWEEP_LIMIT);
    }

    /** Somebody was told of the charge. */
    public void told(Charged charged) {
        ledger.told(charged.reservationId());
    }

    /** A reservation whose request died before its creative was stored. */
    public record Forgotten(String reservationId, String creativeId) {}

    /** The reservations that are open for that long, at most 100; those whose creative waits or runs are right to be. */
    public List<Forgotten> openFor(Duration age) {
        return ledger.openFor(age, SWEEP_LIMIT).stream()
                .map(entry -> new Forgotten(entry.id(), entry.creativeId()))
                .toList();
    }

    private interface Question<R> {

        R ask(Metering metering, TenantContext context) throws Exception;
    }

    /** A plugin that is switched off or gone needs to hear nothing; one that fails or is not loaded is asked again. */
    private boolean tell(String reservationId, Question<Boolean> question) throws InterruptedException {
        Optional<String> plugin =
                ledger.find(reservationId).filter(UsageLedger.Entry::open).flatMap(UsageLedger.Entry::meteredBy);
        if (plugin.isEmpty()) {
            return true;
        }
        try {
            return ask(plugin.get(), question).isPresent()
                    || !(runtime.availability(plugin.get(), tenant()) instanceof Availability.NotLoaded);
        } catch (CallFailedException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    plugin.get() + " will be told again of " + reservationId + ": " + e.getMessage());
            return false;
        }
    }

    private <R> Optional<R> ask(String pluginId, Question<R> question)
            throws CallFailedException, InterruptedException {
        Optional<Lease> served = runtime.lease(pluginId, tenant());
        if (served.isEmpty()) {
            return Optional.empty();
        }
        try (Lease lease = served.get();
                BoundContext context = contexts.forCall(lease.instance())) {
            return Optional.of(lease.call(Metering.class, Entry.METERING, metering -> question.ask(metering, context)));
        } catch (NotServedException _) {
            return Optional.empty();
        }
    }

    private TenantKey tenant() {
        return runtime.tenant(TenantScope.current().slug());
    }
}
