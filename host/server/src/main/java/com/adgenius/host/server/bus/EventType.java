package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.DomainEvent.CreativeChanged;
import com.adgenius.host.server.bus.DomainEvent.CreativeFailed;
import com.adgenius.host.server.bus.DomainEvent.CreativeGenerated;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.bus.DomainEvent.PluginChanged;
import com.adgenius.host.server.bus.DomainEvent.UsageRecorded;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import java.util.List;
import java.util.Optional;

/**
 * A type of event. Its schema is the resource {@code schema/<name>.v<version>.json} of this package. A change that a node
 * of the version before could not read is a new version.
 *
 * @param name for instance {@code creative.requested}
 * @param version the version that this host writes, and the newest that it reads
 * @param shape the record
 */
public record EventType<E extends DomainEvent>(String name, int version, Class<E> shape) {

    public static final EventType<UserRegistered> USER_REGISTERED =
            new EventType<>("user.registered", 1, UserRegistered.class);
    public static final EventType<CreativeRequested> CREATIVE_REQUESTED =
            new EventType<>("creative.requested", 1, CreativeRequested.class);
    public static final EventType<CreativeGenerated> CREATIVE_GENERATED =
            new EventType<>("creative.generated", 1, CreativeGenerated.class);
    public static final EventType<CreativeChanged> CREATIVE_CHANGED =
            new EventType<>("creative.changed", 1, CreativeChanged.class);
    public static final EventType<CreativeFailed> CREATIVE_FAILED =
            new EventType<>("creative.failed", 1, CreativeFailed.class);
    public static final EventType<PluginChanged> PLUGIN_CHANGED =
            new EventType<>("plugin.changed", 1, PluginChanged.class);
    public static final EventType<UsageRecorded> USAGE_RECORDED =
            new EventType<>("usage.recorded", 2, UsageRecorded.class);

    private static final List<EventType<?>> ALL = List.of(
            USER_REGISTERED,
            CREATIVE_REQUESTED,
            CREATIVE_GENERATED,
            CREATIVE_CHANGED,
            CREATIVE_FAILED,
            PLUGIN_CHANGED,
            USAGE_RECORDED);

    public EventType {
        requireNonNull(name, "name is null");
        requireNonNull(shape, "shape is null");
    }

    /** All there are. */
    public static List<EventType<?>> all() {
        return ALL;
    }

    static Optional<EventType<?>> of(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findFirst();
    }
}
