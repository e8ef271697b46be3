package com.adgenius.host.app;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.EventStream;

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
        return new Telling(logs, closing.with(new EventStream(foundation.mapper(), STREAMS)));
    }
}
