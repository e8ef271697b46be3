package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import io.helidon.http.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One route of the API with all that is known of it: routing, role, tenant rule and the OpenAPI document come from here.
 *
 * @param method the HTTP method
 * @param path below the base, with {@code {name}} for parameters, for instance {@code /creatives/{id}}
 * @param base {@code /api/v1}, or empty for the few routes at the root
 * @param summary one sentence in the imperative, for the document
 * @param tag the area in the document
 * @param access who may call it
 * @param input what it reads
 * @param outputs what it answers, by status
 * @param parameters its query, header and cookie parameters
 * @param problems the problems it answers beside those that its rules bring
 * @param idempotent whether an {@code Idempotency-Key} is honoured
 * @param ownPages whether browsers may ask it only from our own pages and those of allowed origins
 * @param handler what it does
 */
public record Route(
        Method method,
        String path,
        String base,
        String summary,
        String tag,
        Access access,
        Optional<Input> input,
        Map<Integer, Output> outputs,
        List<Parameter> parameters,
        List<ProblemCode> problems,
        boolean idempotent,
        boolean ownPages,
        Handler handler) {

    /** The base path of the API. */
    public static final String API = "/api/v1";

    /** The most that a JSON body may hold, in bytes, unless a route says otherwise. */
    public static final int JSON_LIMIT = 256 * 1024;

    public Route {
        requireNonNull(access, "access is null");
        requireNonNull(handler, "handler is null");
        outputs = Map.copyOf(outputs);
        parameters = List.copyOf(parameters);
        problems = List.copyOf(problems);
        if (!path.startsWith("/") || path.length() > 1 && path.endsWith("/")) {
            throw new IllegalArgumentException("Path \"" + path + "\" must begin and must not end with \"/\"");
        }
    }

    /** What a route reads: JSON of a type, or bytes of some media types. */
    public record Input(Optional<Type> json, List<String> mediaTypes, long limit) {}

    /** What a route answers with a status: JSON of a type, bytes of a media type, or nothing. */
    public record Output(String description, Optional<Type> json, List<String> mediaTypes) {}

    /**
     * A query, header or cookie parameter.
     *
     * @param example for the document; empty where the description says enough
     */
    public record Parameter(String name, String in, boolean required, String description, String type, String example) {

        private Parameter(String name, String in, boolean required, String description, String type) {
            this(name, in, required, description, type, "");
        }
    }

    /** The whole path. */
    public String fullPath() {
        return base + path;
    }

    /** Begins a route. */
    public static Builder get(String path) {
        return new Builder(Method.GET, path);
    }

    /** Begins a route. */
    public static Builder post(String path) {
        return new Builder(Method.POST, path);
    }

    /** Begins a route. */
    public static Builder put(String path) {
        return new Builder(Method.PUT, path);
    }

    /** Begins a route. */
    public static Builder patch(String path) {
        return new Builder(Method.PATCH, path);
    }

    /** Begins a route. */
    public static Builder delete(String path) {
        return new Builder(Method.DELETE, path);
    }

    /** Builds a route; who may call it must be said. */
    public static final class Builder {
        private final Method method;
        private final String path;
        private String base = API;
        private String summary = "";
        private String tag = "";
        private Optional<Access> access = Optional.empty();
        private Optional<Input> input = Optional.empty();
        private final Map<Integer, Output> outputs = new LinkedHashMap<>();
        private List<Parameter> parameters = List.of();
        private List<ProblemCode> problems = List.of();
        private boolean idempotent;
        private boolean ownPages;

        private Builder(Method method, String path) {
            this.method = method;
            this.path = path;
        }

        /** Puts the route at the root instead of below the API's base. */
        public Builder atRoot() {
            base = "";
            return this;
        }

        /** One sentence for the document, and the area it stands in. */
        public Builder says(String tag, String summary) {
            this.tag = tag;
            this.summary = summary;
            return this;
        }

        /** Who may call it. */
        public Builder access(Access access) {
            this.access = Optional.of(access);
            return this;
        }

        /** It reads JSON of this type. */
        public Builder accepts(Type json) {
            input = Optional.of(new Input(Optional.of(json), List.of("application/json"), JSON_LIMIT));
            return this;
        }

        /** It reads bytes of one of these media types, at most that many. */
        public Builder acceptsBytes(long limit, String... mediaTypes) {
            input = Optional.of(new Input(Optional.empty(), List.of(mediaTypes), limit));
            return this;
        }

        /** It answers JSON of this type. */
        public Builder answers(int status, String description, Type json) {
            outputs.put(status, new Output(description, Optional.of(json), List.of("application/json")));
            return this;
        }

        /** It answers JSON of this type, or bytes of one of these media types. */
        public Builder answersOr(int status, String description, Type json, String... mediaTypes) {
            List<String> all = Stream.concat(Stream.of("application/json"), Stream.of(mediaTypes))
                    .toList();
            outputs.put(status, new Output(description, Optional.of(json), all));
            return this;
        }

        /** It answers bytes of one of these media types. */
        public Builder answersBytes(int status, String description, String... mediaTypes) {
            outputs.put(status, new Output(description, Optional.empty(), List.of(mediaTypes)));
            return this;
        }

        /** It answers without a body. */
        public Builder answersNothing(int status, String description) {
            outputs.put(status, new Output(description, Optional.empty(), List.of()));
            return this;
        }

        /** It knows this query parameter; {@code type} is a JSON Schema type. */
        public Builder query(String name, String type, String description) {
            return parameter(new Parameter(name, "query", false, description, type));
        }

        /** It cannot do without this query parameter, which its handler looks for. */
        public Builder requiredQuery(String name, String type, String description, String example) {
            return parameter(new Parameter(name, "query", true, description, type, example));
        }

        /** It knows this header. */
        public Builder header(String name, boolean required, String description) {
            return parameter(new Parameter(name, "header", required, description, "string"));
        }

        /**
         * It answers one page of a list: {@code page}, {@code page_size} and {@code ordering} are its parameters.
         *
         * @param fields what it can be ordered by
         */
        public Builder paged(String... fields) {
            Builder paged = query("page", "integer", "The page, from 1.")
                    .query("page_size", "integer", "Items a page, 1 to 100, 20 by default.");
            return fields.length == 0
                    ? paged
                    : paged.query(
                            "ordering",
                            "string",
                            "The field to order by, with \"-\" before it for descending: " + String.join(", ", fields)
                                    + ".");
        }

        private Builder parameter(Parameter parameter) {
            parameters =
                    Stream.concat(parameters.stream(), Stream.of(parameter)).toList();
            return this;
        }

        /** Problems it answers beside those that its rules bring. */
        public Builder problems(ProblemCode... codes) {
            problems = List.of(codes);
            return this;
        }

        /** An {@code Idempotency-Key} is honoured: the same key and request get the same answer, and the effect once. */
        public Builder idempotent() {
            idempotent = true;
            return header("Idempotency-Key", false, "The same key with the same request has the effect once.");
        }

        /**
         * It reads or sets a cookie, which a browser sends by itself: it is refused where another site's page caused the
         * request.
         */
        public Builder ownPages() {
            ownPages = true;
            return this;
        }

        /** It reads this cookie. */
        public Builder cookie(String name, String description) {
            return ownPages().parameter(new Parameter(name, "cookie", false, description, "string"));
        }

        /** What it does; ends the building. */
        public Route handledBy(Handler handler) {
            return new Route(
                    method,
                    path,
                    base,
                    summary,
                    tag,
                    access.orElseThrow(
                            () -> new IllegalStateException(method + " " + path + " does not say who may call it")),
                    input,
                    outputs,
                    parameters,
                    problems,
                    idempotent,
                    ownPages,
                    handler);
        }
    }
}
