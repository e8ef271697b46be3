package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

/**
 * Why a creative failed.
 *
 * @param code the kind of failure, for programs
 * @param title the same short sentence for every failure of this kind
 * @param detail what was wrong and what to do
 * @param retriable whether the same request may succeed later
 */
public record CreativeProblem(String code, String title, String detail, boolean retriable) {

    public CreativeProblem {
        requireNonNull(code, "code is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
    }
}
