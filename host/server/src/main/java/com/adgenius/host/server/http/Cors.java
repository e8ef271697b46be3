package com.adgenius.host.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Lets pages of allowed origins read answers, with credentials, by the Fetch standard. Any other origin is answered
 * without the headers, and its preflight with a problem, so that its pages read nothing.
 */
final class Cors implements Filter {

    private static final HeaderName REQUESTED_METHOD = HeaderNames.create("Access-Control-Request-Method");
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final HeaderName ALLOW_CREDENTIALS = HeaderNames.create("Access-Control-Allow-Credentials");
    private static final HeaderName ALLOW_METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName ALLOW_HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSE_HEADERS = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String READ_BY_US =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Range";
    private static final String READ_BY_PAGES =
            "Content-Disposition, Content-Range, ETag, Idempotency-Replayed, Location, Retry-After, X-Request-Id";
    private static final String TEN_MINUTES = "600";

    private final AllowedOrigins origins;
    private final BiConsumer<RoutingResponse, ProblemException> problems;

    Cors(AllowedOrigins origins, BiConsumer<RoutingResponse, ProblemException> problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        List<String> sent = request.headers().contains(HeaderNames.ORIGIN)
                ? request.headers().get(HeaderNames.ORIGIN).allValues()
                : List.of();
        boolean preflight = request.prologue().method().equals(Method.OPTIONS)
                && !sent.isEmpty()
                && request.headers().contains(REQUESTED_METHOD);
        boolean allowed = sent.size() == 1 && origins.contains(sent.getFirst());
        response.header(HeaderNames.VARY, "Origin");
        if (allowed) {
            response.header(ALLOW_ORIGIN, sent.getFirst());
            response.header(ALLOW_CREDENTIALS, "true");
        }
        if (!preflight) {
            if (allowed) {
                response.header(EXPOSE_HEADERS, READ_BY_PAGES);
            }
            chain.proceed();
        } else if (allowed) {
            response.header(ALLOW_METHODS, METHODS);
            response.header(ALLOW_HEADERS, READ_BY_US);
            response.header(MAX_AGE, TEN_MINUTES);
            response.status(204).send();
        } else {
            problems.accept(response, RequestEdge.refused());
        }
    }
}
