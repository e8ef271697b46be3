package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.List;

/** Spreads the material of a brief over the places of a picture. */
final class PosterWriter {

    private static final int KICKER = 36;
    private static final int HEADLINE = 44;
    private static final int SUPPORT = 66;
    private static final int LEAST = 8;
    private static final double SAME = 0.6;
    private static final int VARIETY = 3;

    private final Material material;
    private final Lexicon lexicon;
    private final WordSplitter splitter;

    PosterWriter(Material material, Lexicon lexicon) {
        this.material = material;
        this.lexicon = lexicon;
        this.splitter = new WordSplitter(lexicon);
    }

    /** The words of a variant; {@code otherwise} is the headline where the brief has none. */
    PosterText write(int variant, String button, String otherwise) {
        List<String> parts = new ArrayList<>();
        material.sentences().forEach(parts::addAll);
        String kicker = "";
        if (parts.size() > 1 && parts.getFirst().endsWith(":")) {
            String announcing = parts.removeFirst();
            kicker = announcing.substring(0, announcing.length() - 1);
        }
        List<String> hooks = hooks(parts);
        String headline = hooks.isEmpty() ? otherwise : hooks.get((variant - 1) % Math.min(hooks.size(), VARIETY));
        String support = support(parts, headline);
        if (kicker.isEmpty() && !same(material.product(), headline) && !same(material.product(), support)) {
            kicker = material.product();
        }
        boolean narrow = DisplayWidth.of(kicker) <= KICKER;
        return new PosterText(
                narrow ? Casing.first(kicker) : "",
                Casing.first(headline),
                Casing.first(support),
                button,
                material.brand());
    }

    private List<String> hooks(List<String> parts) {
        List<String> hooks = new ArrayList<>();
        for (String part : parts) {
            Clause whole = lexicon.spaced() ? splitter.standing(part).getFirst() : new Clause(part, Clause.Kind.NOUN);
            if (DisplayWidth.of(whole.text()) <= HEADLINE) {
                hooks.add(whole.text());
            } else if (lexicon.spaced() && whole.kind() != Clause.Kind.STATEMENT && whole.kind() != Clause.Kind.OFFER) {
                splitter.shortened(whole.text(), HEADLINE).ifPresent(hooks::add);
            }
        }
        hooks.removeIf(this::saysLittle);
        boolean room = DisplayWidth.of(material.product()) <= HEADLINE;
        if (hooks.size() < 2 && room && !material.product().isEmpty() && !saysLittle(material.product())) {
            hooks.add(material.product());
        }
        return hooks;
    }

    private boolean saysLittle(String text) {
        return DisplayWidth.of(text) < LEAST
                || (lexicon.spaced() && text.split(" ").length < 3 && DisplayWidth.of(text) < 2 * LEAST);
    }

    /** What else the brief says, in its order; then the offers, then what the brand is. */
    private String support(List<String> parts, String headline) {
        String support =
                joined(parts.stream().map(part -> part.replaceAll(":$", "")).toList(), headline);
        if (support.isEmpty()) {
            support = joined(material.offers(), headline);
        }
        List<String> about = new ArrayList<>();
        if (!material.product().isEmpty()) {
            about.add(material.product());
        }
        material.extras().stream()
                .filter(extra -> !Terms.contains(material.product(), extra))
                .forEach(about::add);
        return support.isEmpty() ? joined(about, headline) : support;
    }

    private String joined(List<String> parts, String headline) {
        String joined = "";
        for (String part : parts) {
            if (same(part, headline) || same(part, joined)) {
                continue;
            }
            String separator = lexicon.rightToLeft() ? "، " : lexicon.spaced() ? ", " : "、";
            String longer = joined.isEmpty() ? part : joined + separator + Casing.inside(part, material, lexicon);
            if (DisplayWidth.of(longer) <= SUPPORT) {
                joined = longer;
            } else if (!joined.isEmpty()) {
                break;
            }
        }
        return joined;
    }

    private static boolean same(String text, String other) {
        return !text.isEmpty() && !other.isEmpty() && Line.overlap(text, other) > SAME;
    }
}
