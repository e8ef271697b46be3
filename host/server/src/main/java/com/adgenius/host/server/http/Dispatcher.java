package com.adgenius.host.server.http;

import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes a request through its route's rules to its handler: request id, origin, token, host, role, tenant scope, body, handler,
 * answer. The order is the promise: nothing of a body is read before the caller is known to be allowed.
 */
public final class Dispatcher {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final RouteRegistry registry;
    private final Authenticator authenticator;
    private final Idempotency idempotency;
    private final RequestListener listener;
    private final ObjectMapper mapper;
    private final Edge edge;

    /** A dispatcher for the registry's routes, behind no proxy and for no other origin. */
    public Dispatcher(
            RouteRegistry registry,
            Authenticator authenticator,
            Idempotency idempotency,
            RequestListener listener,
            ObjectMapper mapper) {
        this(registry, authenticator, idempotency, listener, mapper, Edge.closed());
    }

    /** A dispatcher for the registry's routes. */
    public Dispatcher(
            RouteRegistry registry,
            Authenticator authenticator,
            Idempotency idempotency,
            RequestListener listener,
            ObjectMapper mapper,
            Edge edge) {
        this.registry = registry;
        this.authenticator = authenticator;
        this.idempotency = idempotency;
        this.listener = listener;
        this.mapper = mapper;
        this.edge = edge;
    }

    /** Adds every route, and for each path an answer to the methods it does not know. */
    public void register(HttpRouting.Builder routing) {
        routing.addFilter(new Cors(
                edge.origins(),
                (response, problem) -> answerProblem(UUID.randomUUID().toString(), response, problem)));
        for (Route route : registry.routes()) {
            routing.route(
                    Method.predicate(route.method()),
                    PathMatchers.create(route.fullPath() + "[/]"),
                    (request, response) -> dispatch(route, request, response));
        }
        registry.methodsByPath()
                .forEach((path, methods) -> routing.any(path + "[/]", (request, response) -> {
                    String allowed = methods.stream().map(Method::text).sorted().collect(Collectors.joining(", "));
                    answerProblem(
                            UUID.randomUUID().toString(),
                            response,
                            ProblemException.of(
                                            ProblemCode.METHOD_NOT_ALLOWED,
                                            "This path answers " + allowed + ", not "
                                                    + request.prologue()
                                                            .method()
                                                            .text() + ".")
                                    .header("Allow", allowed));
                }));
        routing.any((request, response) -> answerProblem(UUID.randomUUID().toString(), response, unknownPath()));
    }

    static ProblemException unknownPath() {
        return ProblemException.of(
                ProblemCode.NOT_FOUND, "Nothing answers at this path; /api/docs lists what there is.");
    }

    private void dispatch(Route route, ServerRequest request, ServerResponse response) {
        long start = System.nanoTime();
        String requestId = UUID.randomUUID().toString();
        try {
            call(route, request, response, requestId);
        } catch (ProblemException problem) {
            answerProblem(requestId, response, problem);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (UncheckedIOException | IOException | DataReader.InsufficientDataAvailableException broken) {
            if (response.isSent()) {
                throw new CallerGoneException(broken);
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    requestId + ": " + route.method() + " " + route.path() + ": " + broken);
            answerProblem(
                    requestId,
                    response,
                    ProblemException.of(
                            ProblemCode.INTERNAL, "The fault is in our log under the request's id " + requestId + "."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answerProblem(
                    requestId,
                    response,
                    ProblemException.of(ProblemCode.UNAVAILABLE, "The host is stopping; ask again.")
                            .header("Retry-After", "5"));
        } catch (Exception | StackOverflowError fault) {
            LOG.log(System.Logger.Level.ERROR, requestId + ": " + route.method() + " " + route.path(), fault);
            answerProblem(
                    requestId,
                    response,
                    ProblemException.of(
                            ProblemCode.INTERNAL, "The fault is in our log under the request's id " + requestId + "."));
        } finally {
            listener.answered(route, response.status().code(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void call(Route route, ServerRequest request, ServerResponse response, String requestId) throws Exception {
        RequestEdge caller = new RequestEdge(edge, request);
        if (route.ownPages()) {
            caller.requireOwnPage();
        }
        Optional<Principal> principal = admit(route, request);
        RequestCall call =
                new RequestCall(route, request, requestId, principal, () -> admits(route, request), caller, mapper);
        if (route.access().scope() != Access.Scope.TENANT) {
            answer(requestId, response, handle(route, call));
            return;
        }
        // A streamed body is written in the tenant's scope as well.
        TenantScope.call(membership(principal.orElseThrow()).tenant(), () -> {
            answer(requestId, response, handle(route, call));
            return true;
        });
    }

    private Answer handle(Route route, RequestCall call) throws Exception {
        call.readBody();
        return route.idempotent()
                ? idempotency.once(route, call, () -> route.handler().handle(call))
                : route.handler().handle(call);
    }

    private boolean admits(Route route, ServerRequest request) {
        try {
            admit(route, request);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }

    /** Who asks, where the route is for them; empty on a route for anybody. */
    private Optional<Principal> admit(Route route, ServerRequest request) {
        if (route.access().scope() == Access.Scope.PUBLIC) {
            return Optional.empty();
        }
        Principal principal = request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(value -> authenticator.authenticate(value.substring(7).strip(), host(request)))
                .orElseThrow(() -> ProblemException.of(
                                ProblemCode.NOT_AUTHENTICATED,
                                "Send a valid access token as \"Authorization: Bearer …\".")
                        .header("WWW-Authenticate", "Bearer"));
        if (route.access().scope() == Access.Scope.PLATFORM && !principal.platformAdmin()) {
            throw ProblemException.of(ProblemCode.ROLE_REQUIRED, "This needs the role platform_admin.");
        }
        if (route.access().inPerson() && principal.delegation().isPresent()) {
            throw ProblemException.of(
                    ProblemCode.SIGN_IN_REQUIRED,
                    "Who has access is decided by people who signed in themselves, not with a token of the kind "
                            + principal.delegation().get().kind().value() + ".");
        }
        if (route.access().scope() == Access.Scope.TENANT) {
            requireRole(route.access(), membership(principal).role());
        }
        return Optional.of(principal);
    }

    private static Principal.Membership membership(Principal principal) {
        return principal
                .membership()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.TENANT_REQUIRED,
                        "Your token carries no tenant. Sign in at a tenant's host, or choose one."));
    }

    private static void requireRole(Access access, Role own) {
        if (!access.allows(own)) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "This needs the role " + access.role().orElseThrow().value() + "; yours is " + own.value() + ".");
        }
    }

    /** The host name asked for, without its port, lower case. */
    static String host(ServerRequest request) {
        String authority = request.authority().toLowerCase(Locale.ROOT);
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private void answer(String requestId, ServerResponse response, Answer answer)
            throws IOException, InterruptedException {
        if (answer.json().isPresent()) {
            byte[] json = mapper.writeValueAsBytes(answer.json().get());
            writeHead(requestId, response, answer);
            response.header("Content-Type", "application/json");
            response.send(json);
        } else if (answer.body().isPresent()) {
            // Until its first byte a body may end as a problem. After that an end without close() breaks the
            // connection,
            // so that a body that is not whole never looks as if it were.
            LateOutputStream output = new LateOutputStream(() -> {
                writeHead(requestId, response, answer);
                return response.outputStream();
            });
            answer.body().get().writeTo(output);
            output.close();
        } else {
            writeHead(requestId, response, answer);
            response.send();
        }
    }

    private static void writeHead(String requestId, ServerResponse response, Answer answer) {
        response.status(answer.status());
        response.header("X-Request-Id", requestId);
        answer.headers().forEach(response::header);
    }

    private void answerProblem(String requestId, ServerResponse response, ProblemException problem) {
        if (response.isSent()) {
            // The head is on the wire: breaking the connection is the only way left to say that the body is not whole.
            throw new CallerGoneException(problem);
        }
        response.status(problem.code().status());
        response.header("X-Request-Id", requestId);
        problem.headers().forEach(response::header);
        response.header("Content-Type", "application/problem+json");
        try {
            response.send(mapper.writeValueAsBytes(Problem.of(problem, requestId)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The methods that answer at a path, for tests. */
    Set<Method> methods(String path) {
        return registry.methodsByPath().getOrDefault(path, Set.of());
    }
}
