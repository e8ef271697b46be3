package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where Qdrant's gRPC protocol is spoken.
 *
 * @param host a name or an address
 * @param port its port
 * @param tls whether it is spoken over TLS
 * @param secret whether nobody between here and there can read a key that is sent: over TLS, on this machine, and where the
 *     operator says so
 */
record QdrantAddress(String host, int port, boolean tls, boolean secret) {

    private static final int PORT = 6334;
    private static final int LAST_PORT = 65_535;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SAFE = "tls=optional";

    QdrantAddress {
        requireNonNull(host, "host is null");
    }

    /**
     * Reads {@code host:port}, perhaps after {@code http://} or {@code https://}, perhaps before {@code ?tls=optional}, which
     * says that a key may be sent without TLS.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    static QdrantAddress parse(String text) {
        requireNonNull(text, "text is null");
        String form = "The address of Qdrant must have the form host:port, with https:// before it for TLS";
        if (!text.contains("://") && !text.contains(":")) {
            throw new IllegalArgumentException(form);
        }
        try {
            URI address = new URI(text.contains("://") ? text : "http://" + text);
            boolean tls = "https".equals(address.getScheme());
            if (address.getHost() == null
                    || address.getPort() > LAST_PORT
                    || address.getPort() == 0
                    || !tls && !"http".equals(address.getScheme())
                    || !(address.getRawPath() + "/").matches("/{1,2}")
                    || address.getRawQuery() != null && !address.getRawQuery().equals(SAFE)
                    || address.getRawUserInfo() != null) {
                throw new IllegalArgumentException(form);
            }
            return new QdrantAddress(
                    address.getHost(),
                    address.getPort() < 0 ? PORT : address.getPort(),
                    tls,
                    tls || THIS_MACHINE.contains(address.getHost()) || address.getRawQuery() != null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(form, e);
        }
    }

    /** Where it is, for messages. */
    String place() {
        return host + ":" + port;
    }
}
