package com.adgenius.host.server.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param count items in the whole list
 * @param next the address of the next page
 * @param previous the address of the page before
 * @param results the items
 */
public record Page<T>(
        @Schema(description = "Items in the whole list.") long count,

        @Schema(description = "The address of the next page.", nullable = true)
        Optional<String> next,

        @Schema(description = "The address of the page before.", nullable = true)
        Optional<String> previous,

        List<T> results) {

    public Page {
        results = List.copyOf(results);
    }

    /** The page with the addresses of its neighbours, relative to the request's own path and filters. */
    public static <T> Page<T> of(Call call, String path, long count, List<T> results) {
        PageRequest request = call.page();
        boolean more = (long) request.offset() + results.size() < count;
        return new Page<>(
                count,
                more ? Optional.of(link(path, request, request.page() + 1)) : Optional.empty(),
                request.page() > 1 ? Optional.of(link(path, request, request.page() - 1)) : Optional.empty(),
                results);
    }

    private static String link(String path, PageRequest request, int page) {
        String separator = path.contains("?") ? "&" : "?";
        String ordering = request.ordering().isEmpty() ? "" : "&ordering=" + request.ordering();
        return path + separator + "page=" + page + "&page_size=" + request.size() + ordering;
    }
}
