package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vector to look for by examples: the average of the positive ones or, where there are negative ones,
 * {@code positive + positive - negative} of the averages, as in Qdrant's {@code lib/collection/src/recommendations.rs}.
 */
final class Recommendation {

    private Recommendation() {}

    static Vector target(List<Vector> positive, List<Vector> negative) {
        if (positive.isEmpty()) {
            throw Refusal.wrongInput("Positive vectors should not be empty with `average` strategy");
        }
        boolean dense = positive.getFirst().hasDense();
        if (positive.stream().anyMatch(vector -> vector.hasDense() != dense)
                || negative.stream().anyMatch(vector -> vector.hasDense() != dense)) {
            throw Refusal.wrongInput("Can't average vectors with different types");
        }
        return dense ? dense(positive, negative) : sparse(positive, negative);
    }

    private static Vector dense(List<Vector> positive, List<Vector> negative) {
        int size = positive.getFirst().getDense().getDataCount();
        float[] target = average(positive, size);
        if (!negative.isEmpty()) {
            float[] away = average(negative, size);
            for (int i = 0; i < size; i++) {
                target[i] = target[i] + target[i] - away[i];
            }
        }
        DenseVector.Builder vector = DenseVector.newBuilder();
        for (float value : target) {
            vector.addData(value);
        }
        return Vector.newBuilder().setDense(vector).build();
    }

    private static float[] average(List<Vector> vectors, int size) {
        float[] sum = new float[size];
        for (Vector vector : vectors) {
            if (vector.getDense().getDataCount() != size) {
                throw Refusal.wrongInput("Vector dimension error: expected dim: " + size + ", got "
                        + vector.getDense().getDataCount());
            }
            for (int i = 0; i < size; i++) {
                sum[i] += vector.getDense().getData(i);
            }
        }
        for (int i = 0; i < size; i++) {
            sum[i] /= vectors.size();
        }
        return sum;
    }

    private static Vector sparse(List<Vector> positive, List<Vector> negative) {
        Map<Integer, Float> target = new TreeMap<>(Integer::compareUnsigned);
        float toward = negative.isEmpty() ? 1 : 2;
        add(target, positive, toward / positive.size());
        add(target, negative, -1f / Math.max(1, negative.size()));
        SparseVector.Builder vector = SparseVector.newBuilder();
        target.forEach((index, value) -> vector.addIndices(index).addValues(value));
        return Vector.newBuilder().setSparse(vector).build();
    }

    private static void add(Map<Integer, Float> target, List<Vector> vectors, float weight) {
        for (Vector vector : vectors) {
            SparseVector sparse = vector.getSparse();
            for (int i = 0; i < sparse.getIndicesCount(); i++) {
                target.merge(sparse.getIndices(i), weight * sparse.getValues(i), Float::sum);
            }
        }
    }
}
