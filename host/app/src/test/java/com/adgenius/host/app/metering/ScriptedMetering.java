package com.adgenius.host.app.metering;

import com.adgenius.plugin.Metering;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.Money;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.Reservation;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.UsageRequest;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Metering that charges 2 EUR for each asset, and remembers what it was asked and told. */
final class ScriptedMetering implements Metering {

    private final Gate gate;
    final List<UsageRequest> reserved = new CopyOnWriteArrayList<>();
    final List<String> committed = new CopyOnWriteArrayList<>();
    final List<ModelUsage> used = new CopyOnWriteArrayList<>();
    final List<String> refunded = new CopyOnWriteArrayList<>();

    /** What may stop a call. */
    @FunctionalInterface
    interface Gate {

        void pass(String call) throws PluginException, InterruptedException;
    }

    ScriptedMetering(Gate gate) {
        this.gate = gate;
    }

    /** One that lets everything pass. */
    ScriptedMetering() {
        this(_ -> {});
    }

    @Override
    public Reservation reserve(UsageRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        reserved.add(request);
        gate.pass("reserve");
        Money price = new Money(BigDecimal.valueOf(2L * request.assets()), Currency.getInstance("EUR"));
        return new Reservation("an id of my own", Optional.of(price));
    }

    @Override
    public void commit(String reservationId, List<ModelUsage> usage, TenantContext context)
            throws PluginException, InterruptedException {
        committed.add(reservationId);
        gate.pass("commit");
        used.addAll(usage);
    }

    @Override
    public void refund(String reservationId, String reason, TenantContext context)
            throws PluginException, InterruptedException {
        gate.pass("refund");
        refunded.add(reservationId + " " + reason);
    }
}
