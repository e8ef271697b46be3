package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field.
 *
 * @param field its path in the body, for instance {@code palette[0]}, or a parameter's name
 * @param message what is wrong and what to do
 */
public record FieldError(String field, String message) {

    public FieldError {
        requireNonNull(field, "field is null");
        requireNonNull(message, "message is null");
    }
}
