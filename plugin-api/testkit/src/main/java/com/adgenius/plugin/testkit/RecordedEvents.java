package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Event;
import com.adgenius.plugin.Events;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Publishes a plugin's events to a list. */
final class RecordedEvents implements Events {

    private static final int SIZE_LIMIT = 16 * 1024;

    private final String pluginId;
    private final Clock clock;
    private final List<Event> published;

    RecordedEvents(String pluginId, Clock clock, List<Event> published) {
        this.pluginId = requireNonNull(pluginId, "pluginId is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.published = requireNonNull(published, "published is null");
    }

    @Override
    public void publish(String type, Map<String, Object> data) {
        if (!type.startsWith(pluginId + ".")) {
            throw new IllegalArgumentException(
                    "Event type \"" + type + "\" must begin with \"" + pluginId + ".\", the plugin's own id");
        }
        Map<String, Object> copy = JsonValues.copyOf(data);
        long size = JsonValues.size(copy);
        if (size > SIZE_LIMIT) {
            throw new IllegalArgumentException(
                    "Event " + type + " has " + size + " bytes of data; at most " + SIZE_LIMIT);
        }
        published.add(new Event(UUID.randomUUID().toString(), type, 1, clock.instant(), copy));
    }
}
