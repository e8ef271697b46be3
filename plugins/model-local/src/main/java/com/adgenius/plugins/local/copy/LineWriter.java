package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes all lines that a language's patterns and a brief's material give within a width, in no order. */
final class LineWriter {

    private static final double SAME_WORDS = 0.6;
    private static final double FULLNESS = 6;
    private static final int LINES_A_PATTERN = 40;

    private final Material material;
    private final Lexicon lexicon;
    private final Terms banned;
    private final Gaps gaps;

    LineWriter(Material material, Lexicon lexicon, Terms banned) {
        this.material = material;
        this.lexicon = lexicon;
        this.banned = banned;
        this.gaps = new Gaps(material, lexicon);
    }

    /** Headlines and other short lines. */
    List<Line> shortLines(int limit) {
        List<LinePattern> patterns = new ArrayList<>(lexicon.shortLines());
        material.voices().forEach(voice -> patterns.addAll(lexicon.voiced().getOrDefault(voice, List.of())));
        return lines(patterns, limit, false);
    }

    /** Descriptions and other lines of one sentence or more. */
    List<Line> longLines(int limit) {
        return lines(lexicon.longLines(), limit, true);
    }

    private List<Line> lines(List<LinePattern> patterns, int limit, boolean filled) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (LinePattern pattern : patterns) {
            String form = Lexicon.form(pattern.text(), material.toWomen());
            List<List<Gaps.Filling>> combinations = new ArrayList<>();
            combine(LinePattern.gaps(form), 0, new ArrayList<>(), combinations);
            for (List<Gaps.Filling> fillings : combinations) {
                fitted(form, fillings, limit)
                        .map(fitting -> line(pattern, form, fitting, limit, filled))
                        .filter(line -> !banned.in(line.text()))
                        .ifPresent(line -> lines.merge(
                                line.key(), line, (one, other) -> one.score() >= other.score() ? one : other));
            }
        }
        return List.copyOf(lines.values());
    }

    private void combine(
            List<String> names, int index, List<Gaps.Filling> chosen, List<List<Gaps.Filling>> combinations) {
        if (combinations.size() >= LINES_A_PATTERN) {
            return;
        }
        if (index == names.size()) {
            combinations.add(List.copyOf(chosen));
            return;
        }
        List<Gaps.Filling> fillings = gaps.of(names.get(index));
        for (Gaps.Filling filling : fillings.subList(after(names, index, chosen, fillings), fillings.size())) {
            boolean repeats = chosen.stream()
                    .anyMatch(other -> Line.overlap(other.text(), filling.text()) > SAME_WORDS
                            || Line.key(filling.text()).contains(Line.key(other.text())));
            if (!repeats) {
                chosen.add(filling);
                combine(names, index + 1, chosen, combinations);
                chosen.removeLast();
            }
        }
    }

    /** A second clause comes after the first in the brief too. */
    private static int after(List<String> names, int index, List<Gaps.Filling> chosen, List<Gaps.Filling> fillings) {
        String name = names.get(index);
        boolean follows = name.equals("clause2") || name.equals("clause3");
        int at = -1;
        // Not by equals: a record's makes the JDK remember the record, and with it the plugin's class loader.
        for (int i = 0; follows && i < fillings.size(); i++) {
            at = fillings.get(i).source().equals(chosen.get(index - 1).source()) ? i : at;
        }
        return at + 1;
    }

    /** The fillings as they are, or with one of them shortened, so that the line is no wider than the limit. */
    private Optional<List<Gaps.Filling>> fitted(String form, List<Gaps.Filling> fillings, int limit) {
        int width = DisplayWidth.of(text(form, fillings));
        if (width <= limit) {
            return Optional.of(fillings);
        }
        for (int i = 0; i < fillings.size(); i++) {
            Gaps.Filling filling = fillings.get(i);
            int room = DisplayWidth.of(filling.text()) - (width - limit);
            Optional<Gaps.Filling> shorter = room < 8 ? Optional.empty() : gaps.shortened(filling, room);
            if (shorter.isPresent()) {
                List<Gaps.Filling> changed = new ArrayList<>(fillings);
                changed.set(i, shorter.get());
                return Optional.of(changed);
            }
        }
        return Optional.empty();
    }

    private Line line(LinePattern pattern, String form, List<Gaps.Filling> fillings, int limit, boolean filled) {
        String text = text(form, fillings);
        Set<String> sources = new LinkedHashSet<>();
        double score = pattern.weight();
        for (Gaps.Filling filling : fillings) {
            sources.add(filling.source());
            score += filling.bonus();
        }
        if (fillings.stream().allMatch(filling -> filling.source().equals("brand"))) {
            sources.add("brand alone");
        }
        if (filled) {
            score += FULLNESS * (Math.min(1, 1.3 * DisplayWidth.of(text) / limit) - 0.5);
        }
        return new Line(text, score, sources);
    }

    private String text(String form, List<Gaps.Filling> fillings) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int index = 0;
        for (String name : LinePattern.gaps(form)) {
            int at = form.indexOf("{" + name + "}", from);
            text.append(form, from, at);
            String filling = fillings.get(index++).text();
            boolean begins = text.isEmpty() || text.toString().matches("(?s).*[.?؟] ");
            text.append(
                    begins && !filling.equals(material.brand())
                            ? Casing.first(filling)
                            : filling.equals(material.brand()) ? filling : Casing.inside(filling, material, lexicon));
            from = at + name.length() + 2;
        }
        return text.append(form.substring(from)).toString();
    }
}
