package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A point that was found.
 *
 * @param doc its document in the snapshot that was searched
 */
record Hit(int doc, PointKey key, float score) {

    /** The best first; Qdrant leaves open which of equals is. */
    static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::key);

    /** The best of them in order, so many at most. Ids are looked up of those alone that may be among them. */
    static List<Hit> best(PointReader reader, Collection<BestDocs.Scored> scored, int limit) throws IOException {
        List<BestDocs.Scored> byScore = scored.stream()
                .sorted(Comparator.comparingDouble(BestDocs.Scored::score).reversed())
                .toList();
        List<Hit> hits = new ArrayList<>();
        for (BestDocs.Scored one : byScore) {
            if (hits.size() >= limit && one.score() < hits.getLast().score()) {
                break;
            }
            hits.add(new Hit(one.doc(), reader.key(one.doc()), one.score()));
        }
        hits.sort(BEST_FIRST);
        return hits.subList(0, Math.min(limit, hits.size()));
    }
}
