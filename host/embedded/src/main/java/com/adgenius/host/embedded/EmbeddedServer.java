package com.adgenius.host.embedded;

import java.net.URI;
import java.util.Map;

/** A started stand-in. */
interface EmbeddedServer extends AutoCloseable {

    /** Which server it stands in for, as in {@code --only}. */
    ServerName name();

    /** The address for the server's own driver. */
    URI address();

    /** All its addresses by name, where it speaks more than one protocol. */
    default Map<String, URI> addresses() {
        return Map.of(name().text(), address());
    }

    /** Stops it orderly; what was acknowledged is on disk afterwards. Does nothing the second time. */
    @Override
    void close();
}
