package com.adgenius.host.server.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.plugin.Events;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;

/** Publishes a plugin's own events to the tenant's log. */
record PluginEvents(Binding binding, EventLogs logs, Clock clock) implements Events {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,59}");
    private static final int SIZE_LIMIT = 16 * 1024;
    private static final int VERSION = 1;

    @Override
    public void publish(String type, Map<String, Object> data) {
        String prefix = binding.pluginId() + ".";
        if (!type.startsWith(prefix)
                || !NAME.matcher(type.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException(
                    "Type \"" + type + "\" must be \"" + prefix + "\" and a name of " + NAME);
        }
        int size = JsonValues.text(data).getBytes(UTF_8).length;
        if (size > SIZE_LIMIT) {
            throw new IllegalArgumentException("The event's data has " + size + " bytes; at most " + SIZE_LIMIT);
        }
        binding.call(() -> logs.forTenant().append(TimeOrderedId.next(), type, VERSION, clock.instant(), data));
    }
}
