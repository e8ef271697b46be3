package com.adgenius.plugins.local.embedding;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Reads runs of Japanese: the fewest words of the lexicon that cover the run, the common ones and kanji before the others. */
final class JapaneseWords {

    private static final int LONGEST_WORD = 10;
    private static final double UNKNOWN_HIRAGANA = 1.0;
    private static final double UNKNOWN = 2.2;
    private static final double WORD = 1.0;
    private static final double UNCOMMON = 0.35;
    private static final double OF_HIRAGANA = 0.8;
    private static final double OF_ONE = 0.4;

    private final Lexicon lexicon;

    JapaneseWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** What the words of a run mean; what the lexicon does not know is left out. */
    List<Meaning> read(String run) {
        int length = run.length();
        double[] costs = new double[length + 1];
        int[] begins = new int[length + 1];
        Arrays.fill(costs, 1, length + 1, Double.MAX_VALUE);
        for (int from = 0; from < length; from++) {
            relax(costs, begins, from, from + 1, hiragana(run, from, from + 1) ? UNKNOWN_HIRAGANA : UNKNOWN, true);
            for (int to = from + 1; to <= Math.min(length, from + LONGEST_WORD); to++) {
                int commonness = lexicon.commonness(run.substring(from, to));
                if (commonness >= 0) {
                    double cost = WORD
                            + (commonness > 0 ? 0 : UNCOMMON)
                            + (hiragana(run, from, to) ? OF_HIRAGANA : 0)
                            + (to - from == 1 ? OF_ONE : 0);
                    relax(costs, begins, from, to, cost, false);
                }
            }
        }
        Deque<Meaning> meanings = new ArrayDeque<>();
        int to = length;
        while (to > 0) {
            int from = begins[to] < 0 ? to - 1 : begins[to];
            if (begins[to] >= 0) {
                meanings.addFirst(new Meaning(lexicon.glosses(run.substring(from, to))));
            }
            to = from;
        }
        return List.copyOf(meanings);
    }

    private static void relax(double[] costs, int[] begins, int from, int to, double cost, boolean unknown) {
        if (costs[from] + cost < costs[to]) {
            costs[to] = costs[from] + cost;
            begins[to] = unknown ? -1 : from;
        }
    }

    private static boolean hiragana(String run, int from, int to) {
        return run.substring(from, to).chars().allMatch(c -> c >= 0x3041 && c <= 0x309f);
    }
}
