package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a tenant.
 *
 * @param id unique; the same event delivered twice has the same id
 * @param type for instance {@code creative.generated}
 * @param version of the type's data, from 1
 * @param time when it happened
 * @param data JSON values
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Event(String id, String type, int version, Instant time, Map<String, Object> data) {

    public Event {
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        data = Map.copyOf(data);
    }
}
