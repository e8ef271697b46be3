package com.adgenius.host.server.http;

/**
 * Which part of a list is asked for.
 *
 * @param page from 1
 * @param size items a page, 1 to 100
 * @param ordering the field to order by, with {@code -} before it for descending; empty for the list's own order
 */
public record PageRequest(int page, int size, String ordering) {

    /** How many items come before the page. */
    public int offset() {
        return (page - 1) * size;
    }
}
