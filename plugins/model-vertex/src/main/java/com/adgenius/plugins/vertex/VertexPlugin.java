package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Plugin;
import com.adgenius.plugin.PluginContext;
import com.adgenius.plugins.vertex.catalogue.Catalogue;
import com.adgenius.plugins.vertex.connection.Connections;
import com.adgenius.plugins.vertex.connection.OperatorRules;
import com.adgenius.plugins.vertex.connection.RetryPolicy;
import java.util.concurrent.atomic.AtomicReference;

/** The life of the plugin: connections are opened by the first call and closed, with all their threads, by stop. */
public final class VertexPlugin implements Plugin {

    private final Catalogue catalogue = Catalogue.load();
    private final SettingsSchema schema = new SettingsSchema(catalogue);
    private final System.Logger logger;
    private final RetryPolicy retries;
    private final OperatorRules rules;
    private final AtomicReference<Started> started = new AtomicReference<>();

    /** Logs to the plugin's logger. */
    public VertexPlugin(PluginContext context) {
        this(context.logger(), RetryPolicy.standard(), OperatorRules.ofProcess());
    }

    VertexPlugin(System.Logger logger, RetryPolicy retries, OperatorRules rules) {
        this.logger = requireNonNull(logger, "logger is null");
        this.retries = requireNonNull(retries, "retries is null");
        this.rules = requireNonNull(rules, "rules is null");
    }

    private record Started(Connections connections, Vertex vertex) {}

    @Override
    public void start() {
        Connections connections = Connections.open(rules, retries);
        started.set(new Started(connections, new Vertex(catalogue, connections, logger)));
    }

    @Override
    public void stop() throws InterruptedException {
        Started running = started.getAndSet(null);
        if (running != null) {
            running.connections().close();
        }
    }

    /** The way to the models, between start and stop. */
    Vertex vertex() {
        Started running = started.get();
        if (running == null) {
            throw new IllegalStateException("The plugin is not started");
        }
        return running.vertex();
    }

    /** The JSON Schema of the tenants' settings. */
    String settingsSchema() {
        return schema.text();
    }
}
