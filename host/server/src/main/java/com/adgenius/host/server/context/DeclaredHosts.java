package com.adgenius.host.server.context;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Calls to the hosts that the instance's manifest declares; where it declares any host, to those that tenants may choose.
 * The client follows no redirect: it could lead elsewhere.
 */
record DeclaredHosts(Binding binding, Set<String> permissions, OutboundHosts outbound, SharedHttpClient shared)
        implements OutboundHttp {

    static final String PERMISSION = "network:";
    static final String ANY = PERMISSION + "*";

    @Override
    public HttpResponse<InputStream> send(HttpRequest request)
            throws PluginException, IOException, InterruptedException {
        binding.requireOpen();
        String host = String.valueOf(request.uri().getHost()).toLowerCase(Locale.ROOT);
        if (!permissions.contains(PERMISSION + host)) {
            requireChosen(request, host);
        }
        return shared.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private void requireChosen(HttpRequest request, String host) throws PluginException, IOException {
        if (!permissions.contains(ANY)) {
            throw new PluginException(
                    FailureCode.PERMISSION_DENIED,
                    "Host \"" + host + "\" is not declared; add " + PERMISSION + host + " to Plugin-Permissions");
        }
        Optional<String> refusal = outbound.refusal(request.uri());
        if (refusal.isPresent()) {
            throw new PluginException(FailureCode.PERMISSION_DENIED, "Host \"" + host + "\" " + refusal.get());
        }
    }
}
