package com.adgenius.host.server.event.delivery;

import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A listener to {@code order.placed} that remembers what it heard, in a plugin compiled in the test. */
final class Listener implements EventListener {

    static final String TYPE = "order.placed";

    private final Handling handling;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** What it does with an event. */
    @FunctionalInterface
    interface Handling {

        void handle(Event event, TenantContext context) throws PluginException, InterruptedException;
    }

    Listener(Handling handling) {
        this.handling = handling;
    }

    /** One that handles everything. */
    Listener() {
        this((_, _) -> {});
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public void onEvent(Event event, TenantContext context) throws PluginException, InterruptedException {
        heard.add(event.id());
        handling.handle(event, context);
    }

    /** The ids of what it heard, each try. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** Waits until it heard the event. */
    List<String> await(String id) {
        Awaitility.await("event " + id).atMost(DeliveryWorld.LIMIT).until(() -> heard.contains(id));
        return heard();
    }
}
