package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** A point as a document of Lucene's. */
final class PointDocument {

    /** The id: a term, and a value to sort by. */
    static final String ID = "id";

    /** The names of the vectors that the point has. */
    static final String VECTORS = "vectors";

    /** The number of the change that wrote it. */
    static final String VERSION = "version";

    /** The whole payload. */
    static final String PAYLOAD = "payload";

    private PointDocument() {}

    /** The document of a point in the form in which it is kept. */
    static Document of(PointStruct point, VectorSchema schema, long version) {
        Document document = new Document();
        BytesRef id = PointKey.of(point.getId()).term();
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new SortedDocValuesField(ID, id));
        document.add(new NumericDocValuesField(VERSION, version));
        document.add(new StoredField(
                PAYLOAD,
                Struct.newBuilder().putAllFields(point.getPayloadMap()).build().toByteArray()));
        PayloadTerms.index(point.getPayloadMap(), document);
        point.getVectors().getVectors().getVectorsMap().forEach((name, vector) -> {
            document.add(new StringField(VECTORS, name, Field.Store.NO));
            add(document, schema, name, vector);
        });
        return document;
    }

    private static void add(Document document, VectorSchema schema, String name, Vector vector) {
        if (vector.hasDense()) {
            VectorSchema.Dense dense = schema.dense(name).orElseThrow();
            document.add(new KnnFloatVectorField(dense.field(), array(vector.getDense()), similarity(dense)));
        } else {
            VectorSchema.Sparse sparse = schema.sparse(name).orElseThrow();
            SparseVector values = vector.getSparse();
            document.add(new Field(sparse.field(), new SparseTokens(values), SparseTokens.TYPE));
            document.add(new StoredField(sparse.stored(), values.toByteArray()));
        }
    }

    static float[] array(DenseVector values) {
        float[] array = new float[values.getDataCount()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.getData(i);
        }
        return array;
    }

    /** Orders as the distance does; vectors for cosine have length one already. */
    private static VectorSimilarityFunction similarity(VectorSchema.Dense dense) {
        return dense.distance() == Distance.Cosine
                ? VectorSimilarityFunction.DOT_PRODUCT
                : VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    }
}
