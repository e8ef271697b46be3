package com.adgenius.plugins.local.embedding;

import java.util.List;

/** Reads words of one language. */
interface WordReader {

    /**
     * What a word means, more than one thing for a compound.
     *
     * @param word in lower case without accents
     * @return empty where the language has no such word
     */
    List<Meaning> read(String word);

    /** Whether the language surely has the word; cheaper than reading it. */
    default boolean knows(String word) {
        return !read(word).isEmpty();
    }
}
