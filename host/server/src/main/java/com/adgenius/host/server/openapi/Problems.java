package com.adgenius.host.server.openapi;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Validated;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which problems a route answers: those it names, and those that the registry's rules bring. */
final class Problems {

    private Problems() {}

    static Set<ProblemCode> of(Route route) {
        Set<ProblemCode> codes = EnumSet.of(ProblemCode.INTERNAL, ProblemCode.MALFORMED_REQUEST);
        codes.addAll(route.problems());
        if (route.access().scope() != Access.Scope.PUBLIC) {
            codes.addAll(Set.of(ProblemCode.NOT_AUTHENTICATED, ProblemCode.NOT_FOUND));
        }
        switch (route.access().scope()) {
            case PUBLIC, USER -> {}
            case TENANT ->
                codes.addAll(Set.of(
                        ProblemCode.ROLE_REQUIRED,
                        ProblemCode.TENANT_REQUIRED,
                        ProblemCode.TENANT_SUSPENDED,
                        ProblemCode.TENANT_CLOSED));
            case PLATFORM -> codes.add(ProblemCode.ROLE_REQUIRED);
        }
        if (route.access().inPerson()) {
            codes.add(ProblemCode.SIGN_IN_REQUIRED);
        }
        if (route.ownPages()) {
            codes.add(ProblemCode.ORIGIN_REFUSED);
        }
        route.input().ifPresent(input -> addInput(input, codes));
        if (!route.parameters().isEmpty()) {
            codes.add(ProblemCode.MALFORMED_PARAMETER);
        }
        if (route.idempotent()) {
            codes.add(ProblemCode.IDEMPOTENCY_CONFLICT);
        }
        return codes;
    }

    private static void addInput(Route.Input input, Collection<ProblemCode> codes) {
        codes.add(ProblemCode.PAYLOAD_TOO_LARGE);
        codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        input.json().ifPresent(type -> {
            codes.add(ProblemCode.UNKNOWN_FIELD);
            if (type instanceof Class<?> body && Validated.class.isAssignableFrom(body)) {
                codes.add(ProblemCode.INVALID);
            }
        });
    }
}
