package com.adgenius.plugins.local.embedding;

import java.util.List;

/**
 * What a word of a text means.
 *
 * @param glosses English words that mean it, each by itself, the likeliest first
 */
record Meaning(List<String> glosses) {

    Meaning {
        glosses = List.copyOf(glosses);
    }

    static Meaning of(String gloss) {
        return new Meaning(List.of(gloss));
    }
}
