package com.adgenius.host.server.event;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.JsonValues;
import java.time.Instant;
import java.util.Map;

/**
 * An event in its log.
 *
 * @param sequence its place, from 1 without a gap
 * @param id unique in its log; appending it again has no effect
 * @param type for instance {@code creative.generated}
 * @param version of the type's data, from 1
 * @param time when it happened
 * @param data JSON values
 */
public record StoredEvent(long sequence, String id, String type, int version, Instant time, Map<String, Object> data) {

    public StoredEvent {
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        data = JsonValues.copyOf(data);
    }
}
