package com.adgenius.host.embedded;

import java.net.URI;

/** A started stand-in. */
interface EmbeddedServer extends AutoCloseable {

    /** Which server it stands in for, as in {@code --only}. */
    ServerName name();

    /** The address for the server's own driver. */
    URI address();

    /** Stops it orderly; what was acknowledged is on disk afterwards. Does nothing the second time. */
    @Override
    void close();
}
