package com.adgenius.host.embedded.qdrant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses rankings by the ranks alone. A point's score is the sum, over the rankings that hold it, of
 *
 * <pre>1 / ((position + 1) / weight + k - 1)</pre>
 *
 * with positions from 0; with a weight of 1 that is {@code 1 / (position + k)}. Where k is not given it is 2, and so the
 * first of a ranking has 0.5. A weight of 0 or less adds nothing. This is Qdrant's formula, in
 * {@code lib/segment/src/common/reciprocal_rank_fusion.rs} of
 * <a href="https://github.com/qdrant/qdrant">github.com/qdrant/qdrant</a> (Cormack, Clarke and Büttcher's, who count from 1,
 * with a k of 60).
 */
final class ReciprocalRankFusion {

    static final int DEFAULT_K = 2;

    private final long k;
    private final List<Float> weights;

    /**
     * @param weights of the rankings, in their order; none where all have a weight of 1
     */
    ReciprocalRankFusion(long k, List<Float> weights) {
        if (k < 1) {
            throw Refusal.invalid("query.rrf.k", "value " + k + " invalid, must be 1 or larger");
        }
        this.k = k;
        this.weights = List.copyOf(weights);
    }

    /** The best first. */
    List<Hit> fuse(List<List<Hit>> rankings) {
        if (!weights.isEmpty() && weights.size() != rankings.size()) {
            throw Refusal.wrongInput("Number of weights in RRF should match number of pre-fetches: got "
                    + weights.size() + ", expected " + rankings.size());
        }
        Map<Integer, Hit> fused = new LinkedHashMap<>();
        for (int i = 0; i < rankings.size(); i++) {
            float weight = weights.isEmpty() ? 1 : weights.get(i);
            List<Hit> ranking = rankings.get(i);
            for (int position = 0; position < ranking.size(); position++) {
                Hit hit = ranking.get(position);
                fused.merge(
                        hit.doc(),
                        new Hit(hit.doc(), hit.key(), score(position, weight)),
                        (former, more) -> new Hit(former.doc(), former.key(), former.score() + more.score()));
            }
        }
        List<Hit> hits = new ArrayList<>(fused.values());
        hits.sort(Hit.BEST_FIRST);
        return hits;
    }

    private float score(int position, float weight) {
        return weight <= 0 ? 0 : 1 / ((position + 1) / weight + k - 1);
    }
}
