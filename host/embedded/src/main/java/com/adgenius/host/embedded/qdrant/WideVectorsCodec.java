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
import org.apache.lucene.store.IOContext;

/**
 * Lucene's default codec, under its own name, with vectors of more than 1,024 dimensions and each field's own graph, which
 * merges build and flushes do not. What it writes is in the default format: the limit is a rule of the writer's alone, and
 * the default codec reads it.
 */
final class WideVectorsCodec extends FilterCodec {

    private final KnnVectorsFormat vectors;

    WideVectorsCodec(VectorSchema schema) {
        super(Codec.getDefault().getName(), Codec.getDefault());
        this.vectors = new PerFieldKnnVectorsFormat() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                String name = field.substring(VectorSchema.Dense.PREFIX.length());
                return new WideVectors(schema.dense(name).orElseThrow());
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

        private final KnnVectorsFormat withGraph;
        private final KnnVectorsFormat withoutGraph;

        WideVectors(VectorSchema.Dense vectors) {
            super(NAME);
            this.withGraph = format(vectors.graph(), worth(vectors.fewestForGraph()));
            this.withoutGraph = format(vectors.graph(), Integer.MAX_VALUE);
        }

        private static KnnVectorsFormat format(VectorSchema.Graph graph, int worth) {
            return new Lucene99HnswVectorsFormat(graph.links(), graph.candidates(), 1, null, worth);
        }

        /** Lucene builds a graph for n vectors where n is more than {@code worth * ln(n)}, and for all where it is 0. */
        private static int worth(int fewest) {
            return fewest == Integer.MAX_VALUE ? fewest : (int) ((fewest - 1) / Math.log(Math.max(fewest, 3)));
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return (state.context.context() == IOContext.Context.MERGE ? withGraph : withoutGraph).fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return withGraph.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return VectorSchema.LARGEST;
        }
    }
}
