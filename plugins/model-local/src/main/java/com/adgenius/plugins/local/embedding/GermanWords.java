package com.adgenius.plugins.local.embedding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads German words: as they are, by their inflection, and as compounds of two or three words. */
final class GermanWords implements WordReader {

    private static final List<String> ENDINGS = List.of(
            "en", "n", "e", "er", "es", "s", "em", "ern", "st", "t", "et", "te", "ten", "test", "ste", "sten", "end",
            "ende", "enden", "ender");
    private static final List<String> NOUN_ENDINGS = List.of("n", "en", "s", "es", "e", "er", "ern");
    private static final List<String> JOINTS = List.of("s", "es", "n", "en", "er", "e");
    private static final List<String> CLIPPED = List.of("e", "en");
    private static final Set<String> SHORT_WORDS =
            Set.of("tee", "bad", "rad", "hut", "tag", "eis", "zug", "weg", "uhr");
    private static final Pattern SEPARABLE = Pattern.compile(
            "^(ab|an|auf|aus|bei|ein|mit|nach|vor|zu|um|weg|los|her|hin|zurück|fest|)(?:ge|zu)(\\p{L}{2,})$");
    private static final Pattern PARTICIPLE_ENDING = Pattern.compile("(?:t|et|en|te|ten|ter|tes)$");
    private static final int SHORTEST_COMPOUND = 6;
    private static final int LONGEST = 60;

    private final Lexicon lexicon;

    GermanWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public List<Meaning> read(String word) {
        if (word.length() > LONGEST) {
            return List.of();
        }
        List<String> glosses = known(word);
        if (!glosses.isEmpty()) {
            return List.of(new Meaning(glosses));
        }
        return word.length() >= SHORTEST_COMPOUND ? compound(word, 1) : List.of();
    }

    @Override
    public boolean knows(String word) {
        return word.length() <= LONGEST && !known(word).isEmpty();
    }

    private List<String> known(String word) {
        List<String> glosses = lexicon.glosses(word);
        if (!glosses.isEmpty()) {
            return glosses;
        }
        for (String base : bases(word)) {
            glosses = lexicon.glosses(base);
            if (!glosses.isEmpty()) {
                return glosses;
            }
        }
        return List.of();
    }

    private static Set<String> bases(String word) {
        Set<String> bases = new LinkedHashSet<>();
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                String stem = word.substring(0, word.length() - ending.length());
                bases.add(stem);
                bases.add(stem + "en");
                bases.add(stem + "n");
                bases.add(stem + "e");
                String undotted = Spelling.withoutDots(stem);
                bases.add(undotted);
                bases.add(undotted + "e");
                bases.add(undotted + "en");
            }
        }
        Matcher separable = SEPARABLE.matcher(word);
        if (separable.matches()) {
            String stem = PARTICIPLE_ENDING.matcher(separable.group(2)).replaceFirst("");
            bases.add(separable.group(1) + separable.group(2) + "en");
            bases.add(separable.group(1) + stem + "en");
            bases.add(separable.group(1) + stem + "n");
            bases.add(separable.group(1) + stem);
        }
        bases.add(Spelling.withoutDots(word));
        return bases;
    }

    /** The longest known last part, and what stands before it. */
    private List<Meaning> compound(String word, int deeper) {
        for (int cut = 3; cut <= word.length() - 3; cut++) {
            String last = word.substring(cut);
            List<String> ofLast = last.length() >= 4 || SHORT_WORDS.contains(last) ? noun(last) : List.of();
            if (ofLast.isEmpty()) {
                continue;
            }
            List<Meaning> before = first(word.substring(0, cut), deeper);
            if (!before.isEmpty()) {
                List<Meaning> meanings = new ArrayList<>(before);
                meanings.add(new Meaning(ofLast));
                return meanings;
            }
        }
        return List.of();
    }

    private List<Meaning> first(String part, int deeper) {
        List<String> glosses = lexicon.glosses(part);
        for (String joint : JOINTS) {
            if (glosses.isEmpty() && part.endsWith(joint) && part.length() - joint.length() >= 3) {
                glosses = lexicon.glosses(part.substring(0, part.length() - joint.length()));
            }
        }
        for (String clipped : CLIPPED) {
            if (glosses.isEmpty()) {
                glosses = lexicon.glosses(part + clipped);
            }
        }
        if (!glosses.isEmpty()) {
            return List.of(new Meaning(glosses));
        }
        if (deeper == 0 || part.length() < SHORTEST_COMPOUND) {
            return List.of();
        }
        List<Meaning> meanings = compound(part, deeper - 1);
        return meanings.isEmpty() && part.endsWith("s")
                ? compound(part.substring(0, part.length() - 1), deeper - 1)
                : meanings;
    }

    private List<String> noun(String word) {
        List<String> glosses = lexicon.glosses(word);
        for (String ending : NOUN_ENDINGS) {
            if (glosses.isEmpty() && word.endsWith(ending) && word.length() - ending.length() >= 3) {
                String stem = word.substring(0, word.length() - ending.length());
                glosses = lexicon.glosses(stem);
                if (glosses.isEmpty()) {
                    glosses = lexicon.glosses(Spelling.withoutDots(stem));
                }
            }
        }
        return glosses;
    }
}
