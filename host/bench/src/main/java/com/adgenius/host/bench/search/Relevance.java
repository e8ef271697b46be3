package com.adgenius.host.bench.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How well one ranking answers one query, as trec_eval computes {@code recall_k} and {@code ndcg_cut_k}: the gain of a
 * creative is its grade, the discount of the one in place i is {@code 1 / log2(i + 1)}, places counted from 1
 * (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, with the discount
 * of all places), and the sum is divided by that of the best ranking there could be.
 */
public final class Relevance {

    private Relevance() {}

    /** Of the creatives with a grade above 0, the share that is among the first k. */
    public static double recall(List<UUID> ranking, Map<UUID, Integer> grades, int k) {
        requireAnswerable(grades);
        long wanted = grades.values().stream().filter(grade -> grade > 0).count();
        long found = first(ranking, k).stream()
                .filter(creative -> grades.getOrDefault(creative, 0) > 0)
                .count();
        return (double) found / wanted;
    }

    /** The normalised discounted cumulated gain of the first k. */
    public static double ndcg(List<UUID> ranking, Map<UUID, Integer> grades, int k) {
        requireAnswerable(grades);
        List<Integer> gained = first(ranking, k).stream()
                .map(creative -> grades.getOrDefault(creative, 0))
                .toList();
        List<Integer> best = grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .toList();
        return discounted(gained) / discounted(best);
    }

    private static double discounted(List<Integer> gains) {
        double sum = 0;
        for (int i = 0; i < gains.size(); i++) {
            sum += gains.get(i) * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    private static List<UUID> first(List<UUID> ranking, int k) {
        if (ranking.stream().distinct().count() < ranking.size()) {
            throw new IllegalArgumentException("a creative is in the ranking twice: " + ranking);
        }
        return ranking.subList(0, Math.min(k, ranking.size()));
    }

    private static void requireAnswerable(Map<UUID, Integer> grades) {
        if (grades.values().stream().noneMatch(grade -> grade > 0)) {
            throw new IllegalArgumentException("no creative has a grade above 0");
        }
    }
}
