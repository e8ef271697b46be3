package com.adgenius.plugins.local.embedding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads Spanish words, written without accents: as they are, and by their inflection. */
final class SpanishWords implements WordReader {

    /** Pronouns at the end of a verb, and none. */
    private static final List<String> PRONOUNS = List.of(
            "melo", "mela", "selo", "sela", "telo", "noslo", "nos", "les", "los", "las", "lo", "la", "le", "te", "me",
            "se", "");

    private static final List<Ending> ENDINGS = List.of(
            new Ending("s", ""),
            new Ending("ces", "z"),
            new Ending("es", "", "ar", "er", "ir"),
            new Ending("a", "o", "", "ar", "er", "ir"),
            new Ending("as", "o", "a", "ar", "er", "ir"),
            new Ending("os", "o"),
            new Ending("e", "ar", "er", "ir", ""),
            new Ending("en", "ar", "er", "ir"),
            new Ending("an", "ar", "er"),
            new Ending("o", "ar", "er", "ir"),
            new Ending("emos", "er", "ar"),
            new Ending("imos", "ir", "er"),
            new Ending("amos", "ar"),
            new Ending("ando", "ar"),
            new Ending("iendo", "er", "ir"),
            new Ending("ado", "ar"),
            new Ending("ada", "ar", "ado"),
            new Ending("ados", "ar", "ado"),
            new Ending("adas", "ar", "ado"),
            new Ending("ido", "er", "ir"),
            new Ending("ida", "er", "ir", "ido"),
            new Ending("idos", "er", "ir", "ido"),
            new Ending("idas", "er", "ir", "ido"),
            new Ending("amente", "o"),
            new Ending("mente", ""),
            new Ending("ito", "o", ""),
            new Ending("ita", "a"),
            new Ending("itos", "o"),
            new Ending("itas", "a"),
            new Ending("aste", "ar"),
            new Ending("iste", "er", "ir"),
            new Ending("ara", "ar"),
            new Ending("aras", "ar"),
            new Ending("aba", "ar"),
            new Ending("aban", "ar"),
            new Ending("ia", "er", "ir"),
            new Ending("que", "car"),
            new Ending("gue", "gar"),
            new Ending("ce", "zar"),
            new Ending("isimo", "o"),
            new Ending("isima", "o"));

    private static final Set<String> IN_THE_PRESENT = Set.of("a", "as", "e", "en", "es", "o", "an");
    private static final List<String> INFINITIVES = List.of("ar", "er", "ir");
    private static final Pattern BROKEN_O = Pattern.compile("ue(?=[^aeiou]+$)");
    private static final Pattern BROKEN_E = Pattern.compile("ie(?=[^aeiou]+$)");
    private static final int LONGEST = 40;

    private final Lexicon lexicon;

    SpanishWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    private record Ending(String written, List<String> bases) {
        Ending(String written, String... bases) {
            this(written, List.of(bases));
        }
    }

    @Override
    public List<Meaning> read(String word) {
        if (word.length() > LONGEST) {
            return List.of();
        }
        List<String> glosses = lexicon.glosses(word);
        if (glosses.isEmpty()) {
            for (String base : bases(word)) {
                glosses = lexicon.glosses(base);
                if (!glosses.isEmpty()) {
                    break;
                }
            }
        }
        return glosses.isEmpty() ? List.of() : List.of(new Meaning(glosses));
    }

    private static Set<String> bases(String word) {
        Set<String> bases = new LinkedHashSet<>();
        for (String pronoun : PRONOUNS) {
            if (!word.endsWith(pronoun) || !pronoun.isEmpty() && word.length() - pronoun.length() < 4) {
                continue;
            }
            String verb = word.substring(0, word.length() - pronoun.length());
            if (!pronoun.isEmpty()) {
                bases.add(verb);
                bases.add(verb + "r");
            }
            for (Ending ending : ENDINGS) {
                if (verb.endsWith(ending.written())
                        && verb.length() - ending.written().length() >= 3) {
                    addBases(verb, ending, !pronoun.isEmpty(), bases);
                }
            }
        }
        return bases;
    }

    private static void addBases(String verb, Ending ending, boolean surelyVerb, Set<String> bases) {
        String stem = verb.substring(0, verb.length() - ending.written().length());
        for (String base : ending.bases()) {
            bases.add(stem + base);
        }
        if (surelyVerb || IN_THE_PRESENT.contains(ending.written())) {
            for (String whole : List.of(
                    BROKEN_O.matcher(stem).replaceFirst("o"),
                    BROKEN_E.matcher(stem).replaceFirst("e"))) {
                if (!whole.equals(stem)) {
                    INFINITIVES.forEach(infinitive -> bases.add(whole + infinitive));
                }
            }
        }
    }
}
