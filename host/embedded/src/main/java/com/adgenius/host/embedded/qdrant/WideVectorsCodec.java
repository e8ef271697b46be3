package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's default codec, under its own name, with vectors of more than 1,024 dimensions and each field's own graph. What
 * it writes is in the default format: the limit is a rule of the writer's alone, and the default codec reads it.
 */
final class WideVectorsCodec extends FilterCodec {

    private final KnnVectorsFormat vectors;

    WideVectorsCodec(VectorSchema schema) {
        super(Codec.getDefault().getName(), Codec.getDefault());
        this.vectors = new PerFieldKnnVectorsFormat() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                String name = field.substring(VectorSchema.Dense.PREFIX.length());
                return new WideVectors(schema.dense(name).orElseThrow().graph());
            }
        };
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
        return vectors;
    }

    /** Found under Lucene's own name when it is read. */
    private static final class WideVectors extends KnnVectorsFormat {

        private static final String NAME = "Lucene99HnswVectorsFormat";

        private final KnnVectorsFormat format;

        WideVectors(VectorSchema.Graph graph) {
            super(NAME);
            this.format = new Lucene99HnswVectorsFormat(graph.links(), graph.candidates());
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return VectorSchema.LARGEST;
        }
    }
}
