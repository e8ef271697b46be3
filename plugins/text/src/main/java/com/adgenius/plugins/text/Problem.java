package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong with an answer.
 *
 * @param severity whether it may be returned all the same
 * @param variant from 1; 0 for the answer as a whole
 * @param field the field's name; empty for the variant as a whole
 * @param index of the text within its field, from 0; -1 for the field as a whole
 * @param reason what was wrong, with what would be right
 */
record Problem(Severity severity, int variant, String field, int index, String reason) {

    Problem {
        requireNonNull(severity, "severity is null");
        requireNonNull(field, "field is null");
        requireNonNull(reason, "reason is null");
    }

    static Problem ofAnswer(String reason) {
        return new Problem(Severity.HARD, 0, "", -1, reason);
    }

    static Problem ofVariant(int variant, String reason) {
        return new Problem(Severity.HARD, variant, "", -1, reason);
    }

    static Problem ofField(int variant, String field, String reason) {
        return new Problem(Severity.HARD, variant, field, -1, reason);
    }

    static Problem ofText(Severity severity, int variant, String field, int index, String reason) {
        return new Problem(severity, variant, field, index, reason);
    }

    boolean hard() {
        return severity == Severity.HARD;
    }

    /** Where and what, for instance {@code variant 1, headlines[3]: is 34 wide, at most 30}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(variant == 0 ? "answer" : "variant " + variant);
        if (!field.isEmpty()) {
            text.append(", ").append(field);
        }
        if (index >= 0) {
            text.append('[').append(index).append(']');
        }
        return text.append(": ").append(reason).toString();
    }
}
