package com.adgenius.host.server.context;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/** Calls to the hosts that the instance's manifest declares. The client follows no redirect: it could lead elsewhere. */
record DeclaredHosts(Binding binding, Set<String> permissions, SharedHttpClient shared) implements OutboundHttp {

    static final String PERMISSION = "network:";

    @Override
    public HttpResponse<InputStream> send(HttpRequest request)
            throws PluginException, IOException, InterruptedException {
        binding.requireOpen();
        String host = String.valueOf(request.uri().getHost()).toLowerCase(Locale.ROOT);
        if (!permissions.contains(PERMISSION + host)) {
            throw new PluginException(
                    FailureCode.PERMISSION_DENIED,
                    "Host \"" + host + "\" is not declared; add " + PERMISSION + host + " to Plugin-Permissions");
        }
        return shared.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }
}
