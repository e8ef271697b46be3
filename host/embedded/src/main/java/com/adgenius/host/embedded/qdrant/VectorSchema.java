package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The vectors that a collection's points may have.
 *
 * @param dense by name; the unnamed one has the empty name
 * @param sparse by name
 */
record VectorSchema(Map<String, Dense> dense, Map<String, Sparse> sparse) {

    static final int LARGEST = 4_096;

    private static final int QDRANTS_LARGEST = 65_536;

    VectorSchema {
        dense = Map.copyOf(dense);
        sparse = Map.copyOf(sparse);
    }

    /** Reads and checks what a collection is created with. */
    static VectorSchema of(CollectionConfig config) {
        CollectionParams parameters = config.getParams();
        HnswConfigDiff graph = config.getHnswConfig();
        OptimizersConfigDiff optimizers = config.getOptimizerConfig();
        long indexKilobytes = optimizers.hasIndexingThreshold()
                ? least(optimizers.getIndexingThreshold(), Integer.MAX_VALUE)
                : Graph.INDEX_KILOBYTES;
        Map<String, Dense> dense = new TreeMap<>();
        VectorsConfig vectors = parameters.getVectorsConfig();
        if (vectors.hasParams()) {
            dense.put("", dense("", vectors.getParams(), graph, indexKilobytes));
        }
        vectors.getParamsMap()
                .getMapMap()
                .forEach((name, parameter) -> dense.put(name, dense(named(name), parameter, graph, indexKilobytes)));
        Map<String, Sparse> sparse = new TreeMap<>();
        parameters.getSparseVectorsConfig().getMapMap().forEach((name, parameter) -> {
            if (dense.containsKey(name)) {
                throw Refusal.wrongInput("Dense and sparse vector names should be unique");
            }
            sparse.put(name, sparse(named(name), parameter));
        });
        return new VectorSchema(dense, sparse);
    }

    private static long least(long unsigned, long most) {
        return Long.compareUnsigned(unsigned, most) < 0 ? unsigned : most;
    }

    private static Dense dense(String name, VectorParams parameters, HnswConfigDiff all, long indexKilobytes) {
        String field = "vectors_config" + (name.isEmpty() ? "" : "." + name);
        long size = parameters.getSize();
        if (size < 1 || size > QDRANTS_LARGEST) {
            throw Refusal.invalid(
                    field + ".size",
                    "value " + Long.toUnsignedString(size) + " invalid, must be from 1 to " + QDRANTS_LARGEST);
        }
        if (size > LARGEST) {
            throw Refusal.unsupported("vectors of more than " + LARGEST + " dimensions");
        }
        if (parameters.hasMultivectorConfig()) {
            throw Refusal.unsupported("multivectors");
        }
        if (parameters.hasQuantizationConfig()) {
            throw Refusal.unsupported("quantization");
        }
        if (parameters.hasDatatype()
                && parameters.getDatatype() != Datatype.Default
                && parameters.getDatatype() != Datatype.Float32) {
            throw Refusal.unsupported("vectors of the type " + parameters.getDatatype());
        }
        HnswConfigDiff graph =
                all.toBuilder().mergeFrom(parameters.getHnswConfig()).build();
        return new Dense(name, (int) size, distance(field, parameters), Graph.of(graph, indexKilobytes));
    }

    private static Distance distance(String field, VectorParams parameters) {
        return switch (parameters.getDistance()) {
            case Cosine, Dot -> parameters.getDistance();
            case Euclid, Manhattan -> throw Refusal.unsupported("the distance " + parameters.getDistance());
            case UnknownDistance, UNRECOGNIZED -> throw Refusal.invalid(field + ".distance", "unknown distance");
        };
    }

    private static Sparse sparse(String name, SparseVectorParams parameters) {
        Datatype type = parameters.getIndex().getDatatype();
        if (type != Datatype.Default && type != Datatype.Float32) {
            throw Refusal.unsupported("sparse vectors of the type " + type);
        }
        return new Sparse(name, parameters.hasModifier() && parameters.getModifier() == Modifier.Idf);
    }

    private static String named(String name) {
        if (name.isEmpty()) {
            throw Refusal.wrongInput("a named vector has an empty name");
        }
        return name;
    }

    /** How many points of a segment are worth a graph; {@link Integer#MAX_VALUE} where none are. */
    int fewestForGraph() {
        return dense.values().stream().mapToInt(Dense::fewestForGraph).min().orElse(Integer.MAX_VALUE);
    }

    /** The dense vectors of a name, where it is one of dense vectors. */
    Optional<Dense> dense(String name) {
        return Optional.ofNullable(dense.get(name));
    }

    /** The sparse vectors of a name, where it is one of sparse vectors. */
    Optional<Sparse> sparse(String name) {
        return Optional.ofNullable(sparse.get(name));
    }

    /**
     * Dense vectors of one name. Those of the distance cosine are kept at length one, as Qdrant does.
     *
     * @param graph how their graph is built, and when it is used
     */
    record Dense(String name, int size, Distance distance, Graph graph) {

        static final String PREFIX = "dense/";

        String field() {
            return PREFIX + name;
        }

        /** What so many vectors take. */
        long kilobytes(long vectors) {
            return vectors * size * Float.BYTES / Graph.BYTES_PER_KILOBYTE;
        }

        /** How many vectors of a segment are worth a graph; {@link Integer#MAX_VALUE} where none are. */
        int fewestForGraph() {
            long kilobytes = graph.indexKilobytes();
            return kilobytes == 0
                    ? Integer.MAX_VALUE
                    : Math.clamp(
                            kilobytes * Graph.BYTES_PER_KILOBYTE / ((long) size * Float.BYTES), 1, Integer.MAX_VALUE);
        }
    }

    /**
     * Sparse vectors of one name.
     *
     * @param idf whether a query's weights are multiplied by how rare their dimensions are
     */
    record Sparse(String name, boolean idf) {

        String field() {
            return "sparse/" + name;
        }

        /** Where the vector itself is stored. */
        String stored() {
            return "sparse-vector/" + name;
        }
    }

    /**
     * The HNSW graph of dense vectors.
     *
     * @param links per node
     * @param candidates looked at for a new node's links, and for a search that names no number
     * @param fullScanKilobytes below which every vector is compared instead
     * @param indexKilobytes of a segment from which on it has a graph; 0 where none has
     */
    record Graph(int links, int candidates, long fullScanKilobytes, long indexKilobytes) {

        static final int LINKS = 16;
        static final int CANDIDATES = 100;
        static final int FULL_SCAN_KILOBYTES = 10_000;
        static final int INDEX_KILOBYTES = 10_000;

        private static final int BYTES_PER_KILOBYTE = 1_024;

        private static final int MOST_LINKS = 512;
        private static final int MOST_CANDIDATES = 3_200;

        static Graph of(HnswConfigDiff config, long indexKilobytes) {
            return new Graph(
                    within("m", config.hasM() ? config.getM() : LINKS, 2, MOST_LINKS),
                    within(
                            "ef_construct",
                            config.hasEfConstruct() ? config.getEfConstruct() : CANDIDATES,
                            4,
                            MOST_CANDIDATES),
                    config.hasFullScanThreshold() ? config.getFullScanThreshold() : FULL_SCAN_KILOBYTES,
                    indexKilobytes);
        }

        private static int within(String name, long value, int least, int most) {
            if (value < least || value > most) {
                throw Refusal.invalid("hnsw_config." + name, "must be from " + least + " to " + most);
            }
            return (int) value;
        }
    }
}
