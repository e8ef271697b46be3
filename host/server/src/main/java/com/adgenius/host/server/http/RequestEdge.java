package com.adgenius.host.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads from one request, by the edge's rules, who asks and from which page. */
final class RequestEdge {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
    private static final HeaderName FORWARDED = HeaderNames.create("Forwarded");

    private final Edge edge;
    private final ServerRequest request;

    RequestEdge(Edge edge, ServerRequest request) {
        this.edge = edge;
        this.request = request;
    }

    /** The caller's address, behind trusted proxies. */
    String address() {
        return peer().map(peer -> edge.proxies()
                        .caller(peer, values(FORWARDED_FOR), values(FORWARDED))
                        .getHostAddress())
                .orElseGet(() -> request.remotePeer().host());
    }

    private Optional<InetAddress> peer() {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }

    /**
     * Refuses a browser's request that another site's page caused. A caller that is no browser sends neither header, and
     * holds no cookie but its own.
     *
     * @throws ProblemException {@link ProblemCode#ORIGIN_REFUSED}
     */
    void requireOwnPage() {
        List<String> origins = values(HeaderNames.ORIGIN);
        List<String> sites = values(FETCH_SITE);
        if (origins.isEmpty()) {
            // A browser leaves Origin out only where the page is the server's own.
            if (!sites.isEmpty() && !sites.equals(List.of("same-origin"))) {
                throw refused("No page of this host asked: the browser sent no Origin, and a Sec-Fetch-Site that is not"
                        + " same-origin. Ask with fetch() from a page.");
            }
        } else if (origins.size() > 1 || !isOwn(origins.getFirst())) {
            throw refused();
        } else if (sites.contains("cross-site")) {
            throw refused(
                    "Pages of this origin may ask here, but not on the routes for sessions: the page is of another"
                            + " site than this host, and browsers keep a session's cookie from other sites. Serve the page from"
                            + " the site of this host, for instance from another name under the same domain.");
        }
    }

    private boolean isOwn(String origin) {
        return edge.origins().contains(origin) || isHere(origin);
    }

    /** Whether the page came from the host that is asked now. A page over http is another origin where we are at https. */
    private boolean isHere(String origin) {
        String authority = request.authority().toLowerCase(Locale.ROOT);
        return origin.equals("https://" + without(authority, ":443"))
                || !overTls() && origin.equals("http://" + without(authority, ":80"));
    }

    private boolean overTls() {
        return peer().filter(edge.proxies()::trusts).isPresent()
                && values(FORWARDED_PROTO).stream()
                        .anyMatch(proto -> proto.strip().equalsIgnoreCase("https"));
    }

    private static String without(String authority, String port) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }

    private List<String> values(HeaderName name) {
        ServerRequestHeaders headers = request.headers();
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }

    static ProblemException refused() {
        return refused("Pages of this origin may not ask here. An operator allows an origin with --cors-origins.");
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(ProblemCode.ORIGIN_REFUSED, detail);
    }
}
