package com.adgenius.host.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * Opens {@code jar:} URLs without the JDK's cache of jar files, which would keep a plugin's jar open after its loader was
 * closed.
 */
final class UncachedJarHandler extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        URLConnection connection = URI.create(url.toExternalForm()).toURL().openConnection();
        connection.setUseCaches(false);
        return connection;
    }
}
