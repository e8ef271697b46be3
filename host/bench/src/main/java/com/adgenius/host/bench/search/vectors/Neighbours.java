package com.adgenius.host.bench.search.vectors;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;

/** What is nearest to a query: the numbers of points. */
final class Neighbours {

    private Neighbours() {}

    /** Compares all points that count, here and not where the search is measured. */
    static Set<Integer> exact(float[][] points, float[] query, int k, IntPredicate counts) {
        PriorityQueue<Near> worstFirst = new PriorityQueue<>(Comparator.comparingDouble(Near::product));
        for (int i = 0; i < points.length; i++) {
            if (counts.test(i)) {
                double product = Mixture.product(points[i], query);
                if (worstFirst.size() < k) {
                    worstFirst.add(new Near(i, product));
                } else if (product > worstFirst.peek().product()) {
                    worstFirst.poll();
                    worstFirst.add(new Near(i, product));
                }
            }
        }
        Set<Integer> found = new HashSet<>();
        worstFirst.forEach(near -> found.add(near.point()));
        return found;
    }

    /** Over all queries, how many of the true neighbours were found. */
    static Share share(List<Set<Integer>> found, List<Set<Integer>> truth) {
        long same = 0;
        long all = 0;
        for (int i = 0; i < truth.size(); i++) {
            same += truth.get(i).stream().filter(found.get(i)::contains).count();
            all += truth.get(i).size();
        }
        return new Share(same, all);
    }

    /** So many of so many. */
    record Share(long of, long all) {

        double ratio() {
            return (double) of / all;
        }

        @Override
        public String toString() {
            return of + " of " + all;
        }
    }

    private record Near(int point, double product) {}
}
