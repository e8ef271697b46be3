package com.adgenius.host.embedded.qdrant;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Keeps the documents with the highest scores of those it is offered. */
final class BestDocs {

    private static final Comparator<Scored> WORST_FIRST =
            Comparator.comparingDouble(Scored::score).thenComparing(Scored::doc, Comparator.reverseOrder());

    private final int limit;
    private final PriorityQueue<Scored> worstFirst = new PriorityQueue<>(WORST_FIRST);

    BestDocs(int limit) {
        this.limit = limit;
    }

    void offer(int doc, float score) {
        if (worstFirst.size() < limit) {
            worstFirst.add(new Scored(doc, score));
        } else if (limit > 0 && score > worstFirst.peek().score()) {
            worstFirst.poll();
            worstFirst.add(new Scored(doc, score));
        }
    }

    /** In no order. */
    Collection<Scored> all() {
        return worstFirst;
    }

    /** A document with its score. */
    record Scored(int doc, float score) {}
}
