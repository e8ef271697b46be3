package com.adgenius.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Calls to hosts outside, to those only that the manifest declares as {@code network:HOST} in
 * {@code Plugin-Permissions}. A plugin whose tenants set the address declares {@code network:*}: then calls go to the
 * public Internet by https, and to hosts that the platform's operator listed.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface OutboundHttp {

    /**
     * Sends the request and returns the answer's head; the caller reads and closes the body.
     *
     * @throws PluginException {@link FailureCode#PERMISSION_DENIED} when the host was not declared, or is none that a tenant may choose
     * @throws IOException when the connection fails
     */
    HttpResponse<InputStream> send(HttpRequest request) throws PluginException, IOException, InterruptedException;
}
