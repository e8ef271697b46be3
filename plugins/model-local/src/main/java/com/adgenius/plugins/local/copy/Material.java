package com.adgenius.plugins.local.copy;

import java.util.List;

/**
 * What a brief gives to write from, in plain words and free of the brand's banned terms.
 *
 * @param brand the brand's name, may be empty
 * @param clauses of the prompt, in its order
 * @param sentences of the prompt, each as its clauses, in its order
 * @param offers what the reader gets
 * @param product what the brand is, in full; may be empty
 * @param kind what the brand is, in two or three words; may be empty
 * @param extras more clauses about the brand
 * @param audience whom it addresses; may be empty
 * @param core the thing itself, for languages that say it in one noun; may be empty
 * @param topic what kind of action it asks for
 * @param toWomen whether it addresses women alone
 * @param voices the tone, in lower case
 * @param required terms that the copy must contain
 * @param words all words of the brief as it spells them
 */
record Material(
        String brand,
        List<Clause> clauses,
        List<List<String>> sentences,
        List<String> offers,
        String product,
        String kind,
        List<String> extras,
        String audience,
        String core,
        String topic,
        boolean toWomen,
        List<String> voices,
        List<String> required,
        String words) {

    Material {
        clauses = List.copyOf(clauses);
        sentences = List.copyOf(sentences);
        offers = List.copyOf(offers);
        extras = List.copyOf(extras);
        voices = List.copyOf(voices);
        required = List.copyOf(required);
    }
}
