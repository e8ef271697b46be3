package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

/**
 * What lies between callers and this server: which pages of other origins may ask, and which proxies are believed.
 *
 * @param origins pages that may ask beside our own
 * @param proxies who may say for whom they ask
 */
public record Edge(AllowedOrigins origins, TrustedProxies proxies) {

    public Edge {
        requireNonNull(origins, "origins is null");
        requireNonNull(proxies, "proxies is null");
    }

    /** No other origin may ask, and no proxy is believed. */
    public static Edge closed() {
        return new Edge(AllowedOrigins.none(), TrustedProxies.none());
    }
}
