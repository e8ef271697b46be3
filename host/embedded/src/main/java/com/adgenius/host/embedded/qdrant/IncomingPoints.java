package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorInput;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Checks points and vectors against a collection, and brings them into the one form in which they are kept. */
final class IncomingPoints {

    /** Far less than the longest term of Lucene's, in any encoding. */
    private static final int LONGEST_PATH = 4_096;

    private final VectorSchema schema;

    IncomingPoints(VectorSchema schema) {
        this.schema = schema;
    }

    /** The point with its id as Qdrant writes it, and its vectors by name, dense or sparse, ready to be compared. */
    PointStruct kept(PointStruct point) {
        requirePayload(point.getPayloadMap());
        NamedVectors.Builder kept = NamedVectors.newBuilder();
        vectors(point.getVectors()).forEach((name, vector) -> kept.putVectors(name, kept(name, vector)));
        return PointStruct.newBuilder()
                .setId(PointKey.of(point.getId()).id())
                .putAllPayload(point.getPayloadMap())
                .setVectors(Vectors.newBuilder().setVectors(kept))
                .build();
    }

    private static Map<String, Vector> vectors(Vectors vectors) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> Map.of("", vectors.getVector());
            case VECTORS -> new TreeMap<>(vectors.getVectors().getVectorsMap());
            case VECTORSOPTIONS_NOT_SET -> Map.of();
        };
    }

    private Vector kept(String name, Vector vector) {
        return switch (vector.getVectorCase()) {
            case DENSE -> dense(name, vector.getDense());
            case SPARSE -> sparse(name, vector.getSparse());
            case VECTOR_NOT_SET -> ofTheOldForm(name, vector);
            default -> throw Refusal.unsupported("vectors given as " + vector.getVectorCase());
        };
    }

    /** As clients before 1.16 send them. */
    @SuppressWarnings("deprecation")
    private Vector ofTheOldForm(String name, Vector vector) {
        if (vector.hasVectorsCount()) {
            throw Refusal.unsupported("multivectors");
        }
        return vector.hasIndices()
                ? sparse(
                        name,
                        SparseVector.newBuilder()
                                .addAllIndices(vector.getIndices().getDataList())
                                .addAllValues(vector.getDataList())
                                .build())
                : dense(
                        name,
                        DenseVector.newBuilder()
                                .addAllData(vector.getDataList())
                                .build());
    }

    private Vector dense(String name, DenseVector vector) {
        DenseVector.Builder kept = DenseVector.newBuilder();
        for (float value : values(name, vector)) {
            kept.addData(value);
        }
        return Vector.newBuilder().setDense(kept).build();
    }

    private Vector sparse(String name, SparseVector vector) {
        if (schema.sparse(name).isEmpty()) {
            throw schema.dense(name).isPresent() ? notOfItsKind() : Refusal.noVector(name);
        }
        return Vector.newBuilder().setSparse(sparse(vector)).build();
    }

    /** A dense vector as those of its name are compared. */
    float[] values(String name, DenseVector given) {
        VectorSchema.Dense vectors = schema.dense(name).orElseThrow(() -> {
            return schema.sparse(name).isPresent() ? notOfItsKind() : Refusal.noVector(name);
        });
        if (given.getDataCount() != vectors.size()) {
            throw Refusal.wrongInput(
                    "Vector dimension error: expected dim: " + vectors.size() + ", got " + given.getDataCount());
        }
        float[] values = new float[given.getDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = finite(given.getData(i));
        }
        return vectors.distance() == Distance.Cosine ? ofLengthOne(values) : values;
    }

    /** Sums in double, so that an imprecise sum does not add to what floats lose anyway. A zero vector stays one. */
    static float[] ofLengthOne(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        if (sum == 0 || sum == 1) {
            return values;
        }
        double length = Math.sqrt(sum);
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] / length);
        }
        return scaled;
    }

    /** A sparse vector in the order of its dimensions. */
    static SparseVector sparse(SparseVector vector) {
        if (vector.getIndicesCount() != vector.getValuesCount()) {
            throw Refusal.invalid("sparse.values", "must be the same length as indices");
        }
        int[] order = IntStream.range(0, vector.getIndicesCount())
                .boxed()
                .sorted(Comparator.comparingLong(i -> Integer.toUnsignedLong(vector.getIndices(i))))
                .mapToInt(Integer::intValue)
                .toArray();
        SparseVector.Builder sorted = SparseVector.newBuilder();
        Arrays.stream(order).forEach(i -> {
            int index = vector.getIndices(i);
            if (sorted.getIndicesCount() > 0 && sorted.getIndices(sorted.getIndicesCount() - 1) == index) {
                throw Refusal.invalid("sparse.indices", "must be unique");
            }
            sorted.addIndices(index).addValues(finite(vector.getValues(i)));
        });
        return sorted.build();
    }

    /** A query's vector, where it is given as one. */
    static Vector given(VectorInput input) {
        return switch (input.getVariantCase()) {
            case DENSE -> Vector.newBuilder().setDense(input.getDense()).build();
            case SPARSE ->
                Vector.newBuilder().setSparse(sparse(input.getSparse())).build();
            case VARIANT_NOT_SET -> throw Refusal.wrongInput("VectorInput variant is missing");
            default -> throw Refusal.unsupported("vectors given as " + input.getVariantCase());
        };
    }

    static void requirePayload(Map<String, Value> payload) {
        requireKeys(payload, 0);
    }

    private static void requireKeys(Map<String, Value> payload, int above) {
        payload.forEach((key, value) -> {
            // They separate the parts of a payload's terms.
            if (key.chars().anyMatch(c -> c <= PayloadPath.ELEMENT)) {
                throw Refusal.unsupported("payload keys with control characters");
            }
            int length = above + key.length() + 1;
            if (length > LONGEST_PATH) {
                throw Refusal.unsupported(
                        "payload keys of more than " + LONGEST_PATH + " characters, one in the other");
            }
            requireKeys(value, length);
        });
    }

    private static void requireKeys(Value value, int above) {
        requireKeys(value.getStructValue().getFieldsMap(), above);
        value.getListValue().getValuesList().forEach(element -> requireKeys(element, above + 1));
    }

    static Refusal notOfItsKind() {
        return Refusal.wrongInput("Conversion between sparse and regular vectors failed");
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw Refusal.wrongInput("a vector's values must be finite numbers");
        }
        return value;
    }
}
