package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Points.SparseVector;
import java.nio.ByteBuffer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** A sparse vector as tokens: each dimension is a term, its weight, as it is, that term's payload. */
final class SparseTokens extends TokenStream {

    /** How a field of them is indexed. */
    static final FieldType TYPE = type();

    private final SparseVector vector;
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PayloadAttribute weight = addAttribute(PayloadAttribute.class);
    private int position;

    SparseTokens(SparseVector vector) {
        this.vector = vector;
    }

    /** The term of a dimension, an unsigned number. */
    static BytesRef term(int dimension) {
        return new BytesRef(ByteBuffer.allocate(Integer.BYTES).putInt(dimension).array());
    }

    /** The weight in a term's payload. */
    static float weight(BytesRef payload) {
        return ByteBuffer.wrap(payload.bytes, payload.offset, payload.length).getFloat();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (position == vector.getIndicesCount()) {
            return false;
        }
        term.setBytesRef(term(vector.getIndices(position)));
        weight.setPayload(new BytesRef(ByteBuffer.allocate(Float.BYTES)
                .putFloat(vector.getValues(position))
                .array()));
        position++;
        return true;
    }

    @Override
    public void reset() {
        position = 0;
    }

    private static FieldType type() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }
}
