package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem that the caller reads. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private ProblemException(ProblemCode code, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(requireNonNull(detail, "detail is null"));
        this.code = requireNonNull(code, "code is null");
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** A problem; the detail says what was wrong, where, and what to do. */
    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, List.of(), Map.of());
    }

    /** A problem that names fields. */
    public static ProblemException of(ProblemCode code, String detail, List<FieldError> errors) {
        return new ProblemException(code, detail, errors, Map.of());
    }

    /** A 422 about one field. */
    public static ProblemException invalid(String field, String message) {
        return of(ProblemCode.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
    }

    /** A 404 that does not tell whether the thing exists for somebody else. */
    public static ProblemException notFound(String what, String id) {
        return of(ProblemCode.NOT_FOUND, "There is no " + what + " \"" + id + "\".");
    }

    /** The same problem with a header on the answer, for instance {@code Retry-After}. */
    public ProblemException header(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new ProblemException(code, getMessage(), errors, all);
    }

    /** What kind of problem. */
    public ProblemCode code() {
        return code;
    }

    /** What was wrong, where, and what to do. */
    public String detail() {
        return getMessage();
    }

    /** The fields that are wrong. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Headers for the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
