package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * What a question found.
 *
 * @param hits the best first
 * @param semantic whether it was compared by meaning, not by words alone
 * @param by what was compared: {@code meaning}, {@code words}, {@code picture}
 */
record Ranking(List<Hit> hits, boolean semantic, String by) {

    static final String MEANING = "meaning";
    static final String WORDS = "words";
    static final String PICTURE = "picture";

    /** Nothing can be found. */
    static final Ranking NONE = new Ranking(List.of(), false, WORDS);

    Ranking {
        hits = List.copyOf(hits);
        requireNonNull(by, "by is null");
    }

    /**
     * One creative.
     *
     * @param id which
     * @param score the higher the better, among the hits of one ranking
     * @param sharesWords whether it shares words with the question
     */
    record Hit(UUID id, double score, boolean sharesWords) {

        Hit {
            requireNonNull(id, "id is null");
        }
    }
}
