package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Chooses lines that together say much: the best first, then those that say what was not yet said. */
final class Selection {

    private static final double SAID_ALREADY = 4;
    private static final double TOO_ALIKE = 0.74;
    private static final double USED_ELSEWHERE = 6;
    private static final double SHOWN_BEFORE = 3;

    private final Random random;
    private final double jitter;
    private final Map<String, Integer> shown;
    private final Map<String, Integer> said = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    /**
     * An empty selection.
     *
     * @param seed the same seed chooses the same
     * @param jitter how far chance may move a line's score
     * @param shown how often earlier variants showed a line, by its key
     */
    Selection(long seed, double jitter, Map<String, Integer> shown) {
        this.shown = Map.copyOf(shown);
        this.random = new Random(seed);
        this.jitter = jitter;
    }

    /**
     * Chooses the lines of one field, up to {@code wished}, and only lines that are good once {@code least} are chosen.
     *
     * @param good the score that a line beyond the least must have
     * @param narrow a limit of width that one of them keeps; 0 for none
     */
    List<String> choose(List<Line> lines, int least, int wished, double good, int narrow) {
        said.clear();
        List<Line> candidates = new ArrayList<>();
        for (Line line : lines) {
            candidates.add(new Line(line.text(), line.score() + jitter * random.nextDouble(), line.sources()));
        }
        List<String> field = new ArrayList<>();
        if (narrow > 0) {
            best(
                            candidates.stream()
                                    .filter(line -> DisplayWidth.of(line.text()) <= narrow)
                                    .toList(),
                            field,
                            true)
                    .ifPresent(line -> take(line, field));
        }
        while (field.size() < wished) {
            boolean needed = field.size() < least;
            Optional<Line> next = best(candidates, field, false);
            if (next.isEmpty() && needed) {
                next = best(candidates, field, true);
            }
            if (next.isEmpty() || (!needed && value(next.get()) + before(next.get()) < good)) {
                break;
            }
            take(next.get(), field);
        }
        if (narrow > 0 && field.size() > 2) {
            field.add(2, field.removeFirst());
        }
        field.forEach(text -> keys.add(Line.key(text)));
        return field;
    }

    private void take(Line line, List<String> field) {
        field.add(line.text());
        line.sources().forEach(source -> said.merge(source, 1, Integer::sum));
    }

    private Optional<Line> best(List<Line> candidates, List<String> field, boolean alike) {
        return candidates.stream()
                .filter(line -> field.stream().noneMatch(text -> Line.key(text).equals(line.key())))
                .filter(line -> alike || field.stream().noneMatch(text -> Line.likeness(text, line.text()) > TOO_ALIKE))
                .max(Comparator.comparingDouble(this::value).thenComparing(Line::text));
    }

    private double value(Line line) {
        double penalty = keys.contains(line.key()) ? USED_ELSEWHERE : 0;
        for (String source : line.sources()) {
            int times = said.getOrDefault(source, 0);
            penalty += source.equals("brand") || source.equals("call") ? 0.7 * times : SAID_ALREADY * times;
        }
        return line.score() - penalty - before(line);
    }

    /** The score of a line, less for each earlier variant that showed it. */
    double afresh(Line line) {
        return line.score() - before(line);
    }

    private double before(Line line) {
        return SHOWN_BEFORE * shown.getOrDefault(line.key(), 0);
    }
}
