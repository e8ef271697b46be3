package com.adgenius.host.server.context;

import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Documents;
import com.adgenius.plugin.Events;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.Secrets;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TenantContext;
import java.time.Clock;

/** The handles of one call. After {@link #close} each of them refuses. */
public final class BoundContext implements TenantContext, AutoCloseable {

    private final Binding binding;
    private final Handles handles;

    BoundContext(Binding binding, Handles handles) {
        this.binding = binding;
        this.handles = handles;
    }

    record Handles(
            Brand brand,
            Models models,
            Documents documents,
            Blobs blobs,
            Events events,
            Settings settings,
            Secrets secrets,
            OutboundHttp http,
            Clock clock) {}

    @Override
    public Brand brand() {
        return handles.brand();
    }

    @Override
    public Models models() {
        return handles.models();
    }

    @Override
    public Documents documents() {
        return handles.documents();
    }

    @Override
    public Blobs blobs() {
        return handles.blobs();
    }

    @Override
    public Events events() {
        return handles.events();
    }

    @Override
    public Settings settings() {
        return handles.settings();
    }

    @Override
    public Secrets secrets() {
        return handles.secrets();
    }

    @Override
    public OutboundHttp http() {
        return handles.http();
    }

    @Override
    public Clock clock() {
        return handles.clock();
    }

    /** Ends the handles. */
    @Override
    public void close() {
        binding.close();
    }
}
