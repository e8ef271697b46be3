package com.adgenius.host.embedded.qdrant;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** What is stored of points, read from one snapshot of the index. */
final class PointReader {

    private final IndexSearcher searcher;
    private final VectorSchema schema;
    private Optional<StoredFields> stored = Optional.empty();

    PointReader(IndexSearcher searcher, VectorSchema schema) {
        this.searcher = searcher;
        this.schema = schema;
    }

    /** Read block by block: of one reader, so that neighbours share a block. */
    private StoredFields stored() throws IOException {
        if (stored.isEmpty()) {
            stored = Optional.of(searcher.storedFields());
        }
        return stored.get();
    }

    IndexSearcher searcher() {
        return searcher;
    }

    VectorSchema schema() {
        return schema;
    }

    /** The document of a point, where there is one. */
    OptionalInt find(PointKey key) throws IOException {
        Term term = new Term(PointDocument.ID, key.term());
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings != null) {
                Bits live = leaf.reader().getLiveDocs();
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        return OptionalInt.of(leaf.docBase + doc);
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    PointKey key(int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        SortedDocValues ids = leaf.reader().getSortedDocValues(PointDocument.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("a point without an id");
        }
        BytesRef id = ids.lookupOrd(ids.ordValue());
        return PointKey.of(id);
    }

    long version(int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        NumericDocValues versions = leaf.reader().getNumericDocValues(PointDocument.VERSION);
        return versions.advanceExact(doc - leaf.docBase) ? versions.longValue() : 0;
    }

    Map<String, Value> payload(int doc) throws IOException {
        return payload(stored().document(doc, Set.of(PointDocument.PAYLOAD)));
    }

    private static Map<String, Value> payload(Document document) throws InvalidProtocolBufferException {
        BytesRef payload = document.getBinaryValue(PointDocument.PAYLOAD);
        return Struct.parser()
                .parseFrom(payload.bytes, payload.offset, payload.length)
                .getFieldsMap();
    }

    /** The point in the form in which it is kept. */
    PointStruct point(int doc) throws IOException {
        return PointStruct.newBuilder()
                .setId(key(doc).id())
                .putAllPayload(payload(doc))
                .setVectors(Vectors.newBuilder()
                        .setVectors(NamedVectors.newBuilder().putAllVectors(vectors(doc, name -> true))))
                .build();
    }

    /** Those of its vectors whose name is asked for. */
    Map<String, Vector> vectors(int doc, Predicate<String> names) throws IOException {
        Map<String, Vector> vectors = new TreeMap<>();
        for (String name : schema.dense().keySet()) {
            if (names.test(name)) {
                vector(doc, name).ifPresent(vector -> vectors.put(name, vector));
            }
        }
        for (String name : schema.sparse().keySet()) {
            if (names.test(name)) {
                vector(doc, name).ifPresent(vector -> vectors.put(name, vector));
            }
        }
        return vectors;
    }

    /** One vector, where the point has it. */
    Optional<Vector> vector(int doc, String name) throws IOException {
        Optional<VectorSchema.Dense> dense = schema.dense(name);
        return dense.isPresent()
                ? dense(doc, dense.get())
                : sparse(doc, schema.sparse(name).orElseThrow(() -> Refusal.noVector(name)));
    }

    private Optional<Vector> dense(int doc, VectorSchema.Dense dense) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        FloatVectorValues values = leaf.reader().getFloatVectorValues(dense.field());
        if (values == null) {
            return Optional.empty();
        }
        DocIndexIterator iterator = values.iterator();
        if (iterator.advance(doc - leaf.docBase) != doc - leaf.docBase) {
            return Optional.empty();
        }
        DenseVector.Builder vector = DenseVector.newBuilder();
        for (float value : values.vectorValue(iterator.index())) {
            vector.addData(value);
        }
        return Optional.of(Vector.newBuilder().setDense(vector).build());
    }

    private Optional<Vector> sparse(int doc, VectorSchema.Sparse sparse) throws IOException {
        BytesRef stored = stored().document(doc, Set.of(sparse.stored())).getBinaryValue(sparse.stored());
        return stored == null
                ? Optional.empty()
                : Optional.of(Vector.newBuilder()
                        .setSparse(SparseVector.parser().parseFrom(stored.bytes, stored.offset, stored.length))
                        .build());
    }

    private LeafReaderContext leaf(int doc) {
        return searcher.getIndexReader()
                .leaves()
                .get(ReaderUtil.subIndex(doc, searcher.getIndexReader().leaves()));
    }
}
