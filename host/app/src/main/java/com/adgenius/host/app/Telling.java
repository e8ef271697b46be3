package com.adgenius.host.app;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.EventRoutes;
import com.adgenius.host.server.event.EventStream;
import com.adgenius.host.server.http.Routes;

/**
 * How a host tells what happens.
 *
 * @param logs the events of each tenant and of the platform
 * @param stream to those who listen
 */
record Telling(EventLogs logs, EventStream stream) {

    /** Event streams of one tenant or administrator at once. */
    private static final int STREAMS = 200;

    static Telling over(Foundation foundation, Closing closing) {
        EventLogs logs =
                closing.with(new EventLogs(foundation.tenantDatabase(), foundation.mongo(), foundation.clock()));
        EventStream stream = closing.with(new EventStream(foundation.mapper(), STREAMS));
        return new Telling(logs, stream);
    }

    /** The tenants' own stream. */
    Routes routes() {
        return new EventRoutes(logs, stream);
    }
}
