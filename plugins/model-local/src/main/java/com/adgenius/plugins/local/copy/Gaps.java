package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may fill the gaps of a line, from the material of a brief. */
final class Gaps {

    /**
     * A filling.
     *
     * @param text as the brief says it
     * @param source which part of the brief it is
     * @param bonus what it adds to the line's score
     * @param cuttable whether it may be shortened to fit
     */
    record Filling(String text, String source, double bonus, boolean cuttable) {}

    private static final double LATER_CLAUSE = 0.6;
    private static final int MOST = 12;

    private final Material material;
    private final Lexicon lexicon;
    private final WordSplitter splitter;

    Gaps(Material material, Lexicon lexicon) {
        this.material = material;
        this.lexicon = lexicon;
        this.splitter = new WordSplitter(lexicon);
    }

    /** All fillings of a gap, at most {@value #MOST}. */
    List<Filling> of(String gap) {
        return switch (gap) {
            case "brand" -> one(material.brand(), "brand", false);
            case "clause", "clause2", "clause3" -> clauses();
            case "subject" ->
                clauses().stream()
                        .filter(filling -> splitter.kind(filling.text()) == Clause.Kind.NOUN)
                        .limit(2)
                        .toList();
            case "offer" -> listed(material.offers(), "offer");
            case "pair" -> pairs();
            case "product" -> one(material.product(), "product", true);
            case "kind" -> one(material.kind(), "product", false);
            case "extra" -> listed(material.extras(), "extra");
            case "audience" -> audience();
            case "core" -> one(material.core(), "core", false);
            case "required" -> listed(material.required(), "required");
            case "sentence" -> sentence(0);
            case "sentence2" -> sentence(1);
            case "call" -> one(lexicon.call(material.topic(), material.toWomen()), "call", false);
            default -> List.of();
        };
    }

    /** The filling cut to the limit at a place where a phrase may end. */
    Optional<Filling> shortened(Filling filling, int limit) {
        if (!filling.cuttable() || !lexicon.spaced()) {
            return Optional.empty();
        }
        return splitter.shortened(filling.text(), limit)
                .map(text -> new Filling(text, filling.source(), filling.bonus() - 2, false));
    }

    private List<Filling> clauses() {
        List<Filling> fillings = new ArrayList<>();
        List<Clause> clauses = material.clauses();
        for (int i = 0; i < Math.min(MOST, clauses.size()); i++) {
            Clause clause = clauses.get(i);
            boolean cuttable = clause.kind() == Clause.Kind.NOUN || clause.kind() == Clause.Kind.VERB;
            fillings.add(new Filling(
                    clause.text(), "clause" + Line.key(clause.text()), -LATER_CLAUSE * i - bareness(clause), cuttable));
        }
        return fillings;
    }

    /** "Three nights" says little alone. */
    private double bareness(Clause clause) {
        String[] words = clause.text().split(" ");
        boolean counted = lexicon.numbers().contains(words[0].toLowerCase(Locale.ROOT));
        return clause.kind() == Clause.Kind.NOUN
                        && words.length < 3
                        && (counted || lexicon.spaced() && words.length < 2)
                ? 5
                : 0;
    }

    private List<Filling> pairs() {
        List<Filling> pairs = new ArrayList<>();
        for (List<String> parts : material.sentences()) {
            for (int i = 0; i + 1 < Math.min(MOST, parts.size()); i++) {
                pairs.add(new Filling(
                        joined(parts.subList(i, i + 2)), "clause" + Line.key(parts.get(i)), -LATER_CLAUSE * i, false));
            }
        }
        return pairs;
    }

    /** A sentence, and its beginnings up to the end of a clause, the longest first. */
    private List<Filling> sentence(int index) {
        List<Filling> fillings = new ArrayList<>();
        if (index < material.sentences().size()) {
            List<String> parts = material.sentences().get(index);
            for (int end = Math.min(MOST, parts.size()); end >= 1; end--) {
                String text = joined(parts.subList(0, end)).replaceAll(":$", "");
                String stop = lexicon.spaced() ? text.matches(".*[?؟]") ? "" : "." : "。";
                fillings.add(new Filling(text + stop, "sentence" + index, end - parts.size(), false));
            }
        }
        return fillings;
    }

    private String joined(List<String> parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            if (joined.isEmpty()) {
                joined.append(part);
            } else if (joined.charAt(joined.length() - 1) == ':') {
                joined.append(' ').append(Casing.inside(part, material, lexicon));
            } else {
                joined.append(lexicon.rightToLeft() ? "، " : lexicon.spaced() ? ", " : "、")
                        .append(Casing.inside(part, material, lexicon));
            }
        }
        return joined.toString();
    }

    /** The audience, and the first of two that are named together. */
    private List<Filling> audience() {
        List<Filling> fillings = new ArrayList<>(one(material.audience(), "audience", true));
        String[] two = material.audience().split(" (?:and|und) ", 2);
        if (two.length == 2) {
            fillings.add(new Filling(two[0], "audience", -1, false));
        }
        return fillings;
    }

    private static List<Filling> one(String text, String source, boolean cuttable) {
        return text.isEmpty() ? List.of() : List.of(new Filling(text, source, 0, cuttable));
    }

    private static List<Filling> listed(List<String> texts, String source) {
        List<Filling> fillings = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, texts.size()); i++) {
            fillings.add(new Filling(texts.get(i), source + Line.key(texts.get(i)), -LATER_CLAUSE * i, false));
        }
        return fillings;
    }
}
