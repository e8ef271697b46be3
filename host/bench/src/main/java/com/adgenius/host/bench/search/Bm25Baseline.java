package com.adgenius.host.bench.search;

import com.adgenius.host.bench.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;

/**
 * What Lucene alone finds, as who has nothing else would use it: one index of all languages, one field of all text, words
 * by Unicode's rules in lower case (StandardAnalyzer; of kanji and hiragana each character is a word), any word of the
 * query, BM25 with Lucene's k1 = 1.2 and b = 0.75.
 */
final class Bm25Baseline {

    private static final String ID = "id";
    private static final String TEXT = "text";

    private final LabelledSet set;

    Bm25Baseline(LabelledSet set) {
        this.set = set;
    }

    void run(Report report) throws Exception {
        Quality quality = measure();
        report.log("BM25 by Lucene alone: StandardAnalyzer, one field of campaign, prompt, copy and tags, k1 = 1.2,"
                + " b = 0.75. Gains are the grades, discounts 1 / log2(place + 1), as in trec_eval.");
        report.log("BM25: " + quality);
        report.log("BM25, queries with a shared word: " + quality.where(LabelledQuery::lexical));
        report.log("BM25, queries without a shared word: " + quality.where(query -> !query.lexical()));
        report.figure("search.bm25_ndcg10", quality.ndcg(), "ratio");
        for (String language : quality.languages()) {
            Quality ofLanguage = quality.where(query -> query.language().equals(language));
            report.log("BM25, " + language + ": " + ofLanguage);
            report.figure("search.bm25_ndcg10." + language, ofLanguage.ndcg(), "ratio");
        }
    }

    /** How well it answers. */
    Quality measure() throws Exception {
        StandardAnalyzer analyzer = new StandardAnalyzer();
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer =
                    new IndexWriter(directory, new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity()))) {
                for (LabelledCreative creative : set.creatives()) {
                    Document document = new Document();
                    document.add(new StringField(ID, creative.id().toString(), Field.Store.YES));
                    document.add(new TextField(TEXT, creative.text(), Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new BM25Similarity());
                return Quality.of(set.queries(), (query, limit) -> rank(searcher, analyzer, query.text(), limit));
            }
        }
    }

    private static List<UUID> rank(IndexSearcher searcher, StandardAnalyzer analyzer, String text, int limit)
            throws IOException {
        Query words = new QueryBuilder(analyzer).createBooleanQuery(TEXT, text);
        List<UUID> ranking = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(words == null ? MatchNoDocsQuery.INSTANCE : words, limit).scoreDocs) {
            ranking.add(
                    UUID.fromString(searcher.storedFields().document(doc.doc).get(ID)));
        }
        return ranking;
    }
}
