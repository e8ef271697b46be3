package com.adgenius.plugins.local.copy;

/**
 * A part of a sentence that can stand by itself.
 *
 * @param text without a final full stop, begun as its sentence begins it
 * @param kind what it is
 */
record Clause(String text, Kind kind) {

    /** What a clause is, which decides where it fits. */
    enum Kind {
        /** A thing: {@code a shoe for running}. */
        NOUN,
        /** What the thing does: {@code grows with the flat}. */
        VERB,
        /** What the reader gets: {@code 14 days free}. */
        OFFER,
        /** A statement of its own, which is never cut short. */
        STATEMENT
    }
}
