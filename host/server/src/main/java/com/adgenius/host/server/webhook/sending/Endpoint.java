package com.adgenius.host.server.webhook.sending;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a webhook's messages go.
 *
 * @param secure whether by TLS
 * @param host the name or address, without brackets
 * @param port the port
 * @param authority host and port as the URL has them
 * @param target path and query
 */
public record Endpoint(boolean secure, String host, int port, String authority, String target) {

    /** The longest URL. */
    public static final int LONGEST = 2048;

    /**
     * The endpoint of that URL.
     *
     * @throws RefusedEndpointException when it is no URL that can be sent to
     */
    public static Endpoint parse(String url) throws RefusedEndpointException {
        if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new RefusedEndpointException("must be at most " + LONGEST
                    + " printable ASCII characters; write names and paths of other letters in their encoded form");
        }
        try {
            return of(new URI(url));
        } catch (URISyntaxException _) {
            throw new RefusedEndpointException("must be a URL, for instance https://example.com/hooks");
        }
    }

    private static Endpoint of(URI uri) throws RefusedEndpointException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new RefusedEndpointException(
                    "must be a URL with https and a host, for instance" + " https://example.com/hooks");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new RefusedEndpointException("must have neither a user nor a fragment");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        if (port < 1 || port > 65_535 || host.endsWith(".") || host.contains("%")) {
            throw new RefusedEndpointException(
                    "must have a host name without a dot at its end, and a port of 1 to" + " 65535");
        }
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Endpoint(
                secure, name.toLowerCase(Locale.ROOT), port, uri.getPort() < 0 ? host : host + ":" + port, target(uri));
    }

    private static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
