package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Points.SparseVector;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds the points whose sparse vectors have the largest product with another, among those that share a dimension with
 * it. With {@code idf} the query's weight of a dimension is multiplied by {@code ln(1 + (N - df + 0.5) / (df + 0.5))},
 * where N is the number of vectors and df that of those with the dimension.
 */
final class SparseSearch {

    private final PointReader reader;
    private final VectorSchema.Sparse vectors;

    SparseSearch(PointReader reader, VectorSchema.Sparse vectors) {
        this.reader = reader;
        this.vectors = vectors;
    }

    /** The best first. */
    List<Hit> nearest(SparseVector target, Query filter, int limit) throws IOException {
        float[] weights = weights(target);
        BestDocs best = new BestDocs(limit);
        FilteredLeaves leaves = new FilteredLeaves(reader.searcher(), filter);
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            search(leaf, target, weights, leaves, best);
        }
        return Hit.best(reader, best.all(), limit);
    }

    private void search(
            LeafReaderContext leaf, SparseVector target, float[] weights, FilteredLeaves leaves, BestDocs best)
            throws IOException {
        Terms terms = leaf.reader().terms(vectors.field());
        if (terms == null) {
            return;
        }
        float[] scores = new float[leaf.reader().maxDoc()];
        FixedBitSet sharing = new FixedBitSet(scores.length);
        TermsEnum dimensions = terms.iterator();
        for (int i = 0; i < weights.length; i++) {
            if (dimensions.seekExact(SparseTokens.term(target.getIndices(i)))) {
                PostingsEnum postings = dimensions.postings(null, PostingsEnum.PAYLOADS);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    postings.nextPosition();
                    scores[doc] += weights[i] * SparseTokens.weight(postings.getPayload());
                    sharing.set(doc);
                }
            }
        }
        Bits live = leaf.reader().getLiveDocs();
        DocIdSetIterator docs = ConjunctionUtils.intersectIterators(
                List.of(leaves.matching(leaf), new BitSetIterator(sharing, sharing.approximateCardinality())));
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (live == null || live.get(doc)) {
                best.offer(leaf.docBase + doc, scores[doc]);
            }
        }
    }

    private float[] weights(SparseVector target) throws IOException {
        float[] weights = new float[target.getIndicesCount()];
        int all = vectors.idf() ? reader.searcher().count(FilterQuery.hasVector(vectors.name())) : 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = target.getValues(i);
            if (vectors.idf()) {
                int having = having(target.getIndices(i));
                weights[i] *= (float) Math.log1p((all - having + 0.5) / (having + 0.5));
            }
        }
        return weights;
    }

    /** Counts what is live; Lucene's own number includes what was deleted and not yet merged away. */
    private int having(int dimension) throws IOException {
        int count = 0;
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(vectors.field());
            TermsEnum dimensions = terms == null ? null : terms.iterator();
            if (dimensions != null && dimensions.seekExact(SparseTokens.term(dimension))) {
                Bits live = leaf.reader().getLiveDocs();
                if (live == null) {
                    count += dimensions.docFreq();
                } else {
                    PostingsEnum postings = dimensions.postings(null, PostingsEnum.NONE);
                    for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                        count += live.get(doc) ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }
}
