package com.adgenius.host.server.http;

/**
 * Which part of a list is asked for.
 *
 * @param page from 1
 * @param size items a page, 1 to 100
 * @param ordering the field to order by, with {@code -} before it for descending; empty for the list's own order
 */
public record PageRequest(int page, int size, String ordering) {

    /** The field to order by, without the sign; empty for the list's own order. */
    public String field() {
        return descending() ? ordering.substring(1) : ordering;
    }

    /** Whether the greatest comes first. */
    public boolean descending() {
        return ordering.startsWith("-");
    }

    /** The problem of a list that cannot be ordered by the field. */
    public ProblemException unknownField() {
        return ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER, "ordering: this list cannot be ordered by \"" + field() + "\".");
    }

    /** How many items come before the page. */
    public int offset() {
        return (page - 1) * size;
    }
}
