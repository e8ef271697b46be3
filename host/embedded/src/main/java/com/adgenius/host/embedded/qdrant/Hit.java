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

    /** Finds out the ids, and brings them in order. */
    static List<Hit> ordered(PointReader reader, Collection<BestDocs.Scored> scored) throws IOException {
        List<Hit> hits = new ArrayList<>(scored.size());
        for (BestDocs.Scored one : scored) {
            hits.add(new Hit(one.doc(), reader.key(one.doc()), one.score()));
        }
        hits.sort(BEST_FIRST);
        return hits;
    }
}
