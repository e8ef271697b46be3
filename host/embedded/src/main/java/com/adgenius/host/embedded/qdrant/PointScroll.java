package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermRangeQuery;

/** Reads points in the order of their ids. */
final class PointScroll {

    /** What Qdrant gives to points that nothing ranked. */
    private static final float UNRANKED = 1;

    private final PointReader reader;

    PointScroll(PointReader reader) {
        this.reader = reader;
    }

    List<Hit> first(Query filter, int limit) throws IOException {
        IndexSearcher searcher = reader.searcher();
        Sort byId = new Sort(new SortField(PointDocument.ID, SortField.Type.STRING));
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(filter, limit, byId).scoreDocs) {
            hits.add(new Hit(doc.doc, reader.key(doc.doc), UNRANKED));
        }
        return hits;
    }

    /** From an id on, itself included. */
    static Query from(PointKey key) {
        return new TermRangeQuery(PointDocument.ID, key.term(), null, true, true);
    }
}
