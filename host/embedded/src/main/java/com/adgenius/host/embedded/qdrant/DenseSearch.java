package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Points.SearchParams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;

/** Finds the points whose dense vectors have the largest product with another: for those of length one, the cosine. */
final class DenseSearch {

    private final PointReader reader;
    private final VectorSchema.Dense vectors;

    DenseSearch(PointReader reader, VectorSchema.Dense vectors) {
        this.reader = reader;
        this.vectors = vectors;
    }

    /** The best first. */
    List<Hit> nearest(float[] target, Query filter, SearchParams parameters, int limit) throws IOException {
        List<BestDocs.Scored> found = comparesAll(parameters)
                ? compareAll(target, filter, limit)
                : walkGraph(target, filter, (int) Math.max(limit, candidates(parameters)));
        return Hit.best(reader, products(found, target), limit);
    }

    /** As Qdrant plans: the graph pays only from some size on. Who names {@code hnsw_ef} wants the graph. */
    private boolean comparesAll(SearchParams parameters) throws IOException {
        return parameters.getExact()
                || (!parameters.hasHnswEf()
                        && vectors.kilobytes(count()) < vectors.graph().fullScanKilobytes());
    }

    private long candidates(SearchParams parameters) {
        return parameters.hasHnswEf()
                ? Math.min(
                        parameters.getHnswEf(),
                        Math.max(1, reader.searcher().getIndexReader().maxDoc()))
                : vectors.graph().candidates();
    }

    private long count() throws IOException {
        long count = 0;
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(vectors.field());
            count += values == null ? 0 : values.size();
        }
        return count;
    }

    private List<BestDocs.Scored> walkGraph(float[] target, Query filter, int candidates) throws IOException {
        IndexSearcher searcher = reader.searcher();
        // A filter that lets all through would be evaluated all the same.
        Query query = new KnnFloatVectorQuery(
                vectors.field(), target, candidates, filter instanceof MatchAllDocsQuery ? null : filter);
        List<BestDocs.Scored> found = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(query, candidates).scoreDocs) {
            found.add(new BestDocs.Scored(doc.doc, doc.score));
        }
        return found;
    }

    private List<BestDocs.Scored> compareAll(float[] target, Query filter, int limit) throws IOException {
        BestDocs best = new BestDocs(limit);
        FilteredLeaves leaves = new FilteredLeaves(reader.searcher(), filter);
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(vectors.field());
            VectorScorer scorer = values == null ? null : values.scorer(target);
            if (scorer != null) {
                DocIdSetIterator docs =
                        ConjunctionUtils.intersectIterators(List.of(leaves.matching(leaf), scorer.iterator()));
                Bits live = leaf.reader().getLiveDocs();
                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        best.offer(leaf.docBase + doc, scorer.score());
                    }
                }
            }
        }
        return List.copyOf(best.all());
    }

    /** Lucene's scores are a function of the product, rounded; Qdrant's are the product. */
    private List<BestDocs.Scored> products(List<BestDocs.Scored> found, float[] target) throws IOException {
        List<BestDocs.Scored> byDoc = found.stream()
                .sorted(Comparator.comparingInt(BestDocs.Scored::doc))
                .toList();
        List<BestDocs.Scored> products = new ArrayList<>(byDoc.size());
        List<LeafReaderContext> leaves = reader.searcher().getIndexReader().leaves();
        int next = 0;
        while (next < byDoc.size()) {
            LeafReaderContext leaf =
                    leaves.get(ReaderUtil.subIndex(byDoc.get(next).doc(), leaves));
            int end = leaf.docBase + leaf.reader().maxDoc();
            FloatVectorValues values = leaf.reader().getFloatVectorValues(vectors.field());
            DocIndexIterator iterator = values.iterator();
            for (; next < byDoc.size() && byDoc.get(next).doc() < end; next++) {
                int doc = byDoc.get(next).doc();
                if (iterator.advance(doc - leaf.docBase) != doc - leaf.docBase) {
                    throw new IllegalStateException("a point was found by a vector that it does not have");
                }
                float product = VectorUtil.dotProduct(target, values.vectorValue(iterator.index()));
                products.add(new BestDocs.Scored(doc, product));
            }
        }
        return products;
    }
}
