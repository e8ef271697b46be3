package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** What a filter matches, segment by segment. Deleted documents may be among it. */
final class FilteredLeaves {

    private final boolean all;
    private final Weight weight;

    FilteredLeaves(IndexSearcher searcher, Query filter) throws IOException {
        this.all = filter instanceof MatchAllDocsQuery;
        this.weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    DocIdSetIterator matching(LeafReaderContext leaf) throws IOException {
        if (all) {
            return DocIdSetIterator.all(leaf.reader().maxDoc());
        }
        Scorer scorer = weight.scorer(leaf);
        return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    }
}
