package com.adgenius.plugin.testkit;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Real calls, to the declared hosts only; redirects are not followed, since they could lead elsewhere. */
final class DeclaredHosts implements OutboundHttp, AutoCloseable {

    private final Set<String> hosts;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    DeclaredHosts(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public HttpResponse<InputStream> send(HttpRequest request)
            throws PluginException, IOException, InterruptedException {
        String host = request.uri().getHost();
        if (!hosts.contains(host)) {
            throw new PluginException(
                    FailureCode.PERMISSION_DENIED,
                    "Host \"" + host + "\" is not declared; add network:" + host + " to Plugin-Permissions");
        }
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
