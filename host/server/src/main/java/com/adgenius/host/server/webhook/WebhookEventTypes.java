package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The types of events that a tenant's log can hold: those of the host, and those of plugins, {@code <plugin id>.<name>}. */
public final class WebhookEventTypes {

    private static final Pattern OF_PLUGIN = Pattern.compile("([a-z][a-z0-9-]{1,39})\\.[a-z][a-z0-9_.-]{0,59}");

    private final Set<String> ofHost;
    private final Predicate<String> plugins;

    /**
     * The types.
     *
     * @param ofHost what the host's domains tell tenants
     * @param plugins whether there is a plugin of that id
     */
    public WebhookEventTypes(Collection<String> ofHost, Predicate<String> plugins) {
        this.ofHost = new TreeSet<>(ofHost);
        this.ofHost.addAll(WebhookEvent.TYPES);
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    boolean exists(String type) {
        var ofPlugin = OF_PLUGIN.matcher(type);
        return ofHost.contains(type) || ofPlugin.matches() && plugins.test(ofPlugin.group(1));
    }

    /** For people. */
    String list() {
        return String.join(", ", ofHost) + ", or a plugin's id, a dot and the name of one of its events";
    }
}
