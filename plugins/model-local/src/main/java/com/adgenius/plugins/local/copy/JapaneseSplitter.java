package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes apart Japanese sentences, which have no spaces: by punctuation, and by the particle の. */
final class JapaneseSplitter {

    private static final Pattern SENTENCE_END = Pattern.compile("[。．！？!?\\n\\r]+|\\.\\s");
    private static final Pattern CLAUSE_END = Pattern.compile("[、，,：:;；\\s]+");

    private final Lexicon lexicon;

    JapaneseSplitter(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String raw : SENTENCE_END.split(text)) {
            if (PlainText.harmful(raw)) {
                continue;
            }
            String clean = PlainText.clean(raw);
            for (Pattern ending : lexicon.endings()) {
                clean = ending.matcher(clean).replaceFirst("");
            }
            if (clean.codePoints().anyMatch(Character::isLetter)) {
                sentences.add(clean.strip());
            }
        }
        return sentences;
    }

    List<String> clauses(String sentence) {
        return CLAUSE_END
                .splitAsStream(sentence)
                .filter(part -> !part.isBlank())
                .toList();
    }

    List<String> offers(String text) {
        List<String> offers = new ArrayList<>();
        for (Pattern pattern : lexicon.offers()) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                offers.add(matcher.group().strip());
            }
        }
        return offers;
    }

    Clause.Kind kind(String clause) {
        if (!offers(clause).isEmpty()) {
            return Clause.Kind.OFFER;
        }
        return endsInNoun(clause) ? Clause.Kind.NOUN : Clause.Kind.STATEMENT;
    }

    /** The noun behind the last の: 抹茶ラテ of 新茶の抹茶ラテ. */
    String core(String clause) {
        String core = clause.substring(clause.lastIndexOf('の') + 1);
        return core.length() >= 2 && endsInNoun(core) ? core : "";
    }

    private static boolean endsInNoun(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int last = text.codePointBefore(text.length());
        return Character.UnicodeScript.of(last) != Character.UnicodeScript.HIRAGANA;
    }
}
