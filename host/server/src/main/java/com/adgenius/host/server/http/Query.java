package com.adgenius.host.server.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the filters of a list. */
public final class Query {

    private Query() {}

    /**
     * The filters of these names as the call has them, as a query with its question mark; empty where it has none. For the
     * addresses of a page's neighbours.
     */
    public static String of(Call call, String... names) {
        String query = Stream.of(names)
                .flatMap(name -> call.query(name).stream()
                        .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /**
     * Whether the flag is set.
     *
     * @throws ProblemException {@link ProblemCode#MALFORMED_PARAMETER} when it is neither true nor false
     */
    public static boolean flag(Call call, String name) {
        return oneOf(call, name, List.of("true", "false"))
                .filter("true"::equals)
                .isPresent();
    }

    /**
     * The parameter, if it is there.
     *
     * @throws ProblemException {@link ProblemCode#MALFORMED_PARAMETER} when it is none of these
     */
    public static Optional<String> oneOf(Call call, String name, List<String> values) {
        Optional<String> given = call.query(name);
        if (given.isPresent() && !values.contains(given.get())) {
            String message = "must be one of " + String.join(", ", values);
            throw ProblemException.of(
                    ProblemCode.MALFORMED_PARAMETER,
                    name + " " + message + ".",
                    List.of(new FieldError(name, message)));
        }
        return given;
    }
}
