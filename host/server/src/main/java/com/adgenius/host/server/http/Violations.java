package com.adgenius.host.server.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a body, so that the caller hears of it at once. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes the message for the field unless the condition holds. */
    public Violations check(boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    /** The text is there, not blank, and at most that many characters long. */
    public Violations text(@Nullable String value, String field, int most) {
        if (value == null || value.isBlank()) {
            return check(false, field, "is needed");
        }
        return atMost(value, field, most);
    }

    /** The text is absent or at most that many characters long. */
    public Violations atMost(@Nullable String value, String field, int most) {
        return check(
                value == null || value.length() <= most,
                field,
                "must be at most " + most + " characters, is " + (value == null ? 0 : value.length()));
    }

    /** The list is absent or at most that many items long. */
    public Violations atMost(@Nullable Collection<?> value, String field, int most) {
        return check(
                value == null || value.size() <= most,
                field,
                "must have at most " + most + " items, has " + (value == null ? 0 : value.size()));
    }

    /** The text is absent or holds no control character; line breaks and tabs are allowed. */
    public Violations plain(@Nullable String value, String field) {
        return check(
                value == null || value.codePoints().noneMatch(Violations::isControl),
                field,
                "must not hold control characters");
    }

    /** The text is there, not blank, one line without control characters, and at most that many characters long. */
    public Violations line(@Nullable String value, String field, int most) {
        return text(value, field, most)
                .plain(value, field)
                .check(value == null || value.strip().lines().count() <= 1, field, "must be one line");
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t'
                || character >= 0xd800 && character <= 0xdfff;
    }

    /** What was noted. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Ends the request with all that was noted.
     *
     * @throws ProblemException {@link ProblemCode#INVALID} unless nothing was noted
     */
    public void raise() {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message(), errors());
        }
    }
}
