package com.adgenius.host.server.event.delivery;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * How far a tenant's events were delivered to a plugin.
 *
 * @param pluginId the plugin
 * @param after the sequence of the last event that is done with
 * @param tries how often the event after that was tried
 * @param retryAt before this time it is not tried again
 * @param token the fencing token of the last claim
 */
record Cursor(String pluginId, long after, int tries, Optional<Instant> retryAt, long token) {

    static Cursor of(Document document) {
        return new Cursor(
                document.getString("_id"),
                document.getLong("after"),
                document.getInteger("tries"),
                Optional.ofNullable(document.getDate("retry_at")).map(Date::toInstant),
                Optional.ofNullable(document.get("lease", Document.class))
                        .map(lease -> lease.getLong("token"))
                        .orElse(0L));
    }

    /** Whether there may be something to do now. */
    boolean due(long last, Instant now) {
        return after < last && retryAt.filter(now::isBefore).isEmpty();
    }
}
