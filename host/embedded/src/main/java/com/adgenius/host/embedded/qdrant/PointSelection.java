package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a point goes into an answer. */
final class PointSelection {

    private final WithPayloadSelector payload;
    private final WithVectorsSelector vectors;

    PointSelection(WithPayloadSelector payload, WithVectorsSelector vectors) {
        this.payload = payload;
        this.vectors = vectors;
    }

    ScoredPoint scored(PointReader reader, Hit hit) throws IOException {
        ScoredPoint.Builder point = ScoredPoint.newBuilder()
                .setId(hit.key().id())
                .setScore(hit.score())
                .setVersion(reader.version(hit.doc()))
                .putAllPayload(payload(reader, hit.doc()));
        vectors(reader, hit.doc()).ifPresent(point::setVectors);
        return point.build();
    }

    RetrievedPoint.Builder retrieved(PointReader reader, int doc) throws IOException {
        RetrievedPoint.Builder point =
                RetrievedPoint.newBuilder().setId(reader.key(doc).id()).putAllPayload(payload(reader, doc));
        vectors(reader, doc).ifPresent(point::setVectors);
        return point;
    }

    private Map<String, Value> payload(PointReader reader, int doc) throws IOException {
        return switch (payload.getSelectorOptionsCase()) {
            case ENABLE -> payload.getEnable() ? reader.payload(doc) : Map.of();
            case INCLUDE -> {
                List<PayloadPath> paths = paths(payload.getInclude().getFieldsList());
                yield included(reader.payload(doc), paths);
            }
            case EXCLUDE -> {
                List<PayloadPath> paths = paths(payload.getExclude().getFieldsList());
                yield excluded(reader.payload(doc), paths);
            }
            case SELECTOROPTIONS_NOT_SET -> Map.of();
        };
    }

    private static List<PayloadPath> paths(List<String> fields) {
        return fields.stream()
                .map(field -> PayloadPath.parse("with_payload", field))
                .toList();
    }

    private static Map<String, Value> included(Map<String, Value> payload, List<PayloadPath> paths) {
        Map<String, Value> kept = new LinkedHashMap<>();
        payload.forEach((key, value) -> {
            List<PayloadPath> below = below(paths, PayloadPath.Step.key(key));
            if (!below.isEmpty()) {
                included(value, below).ifPresent(part -> kept.put(key, part));
            }
        });
        return kept;
    }

    private static Optional<Value> included(Value value, List<PayloadPath> paths) {
        if (paths.stream().anyMatch(path -> path.steps().isEmpty())) {
            return Optional.of(value);
        }
        if (value.hasStructValue()) {
            Map<String, Value> kept = included(value.getStructValue().getFieldsMap(), paths);
            return kept.isEmpty() ? Optional.empty() : Optional.of(struct(kept));
        }
        List<PayloadPath> below = below(paths, PayloadPath.Step.elements());
        if (value.hasListValue() && !below.isEmpty()) {
            return Optional.of(list(value.getListValue().getValuesList().stream()
                    .flatMap(element -> included(element, below).stream())
                    .toList()));
        }
        return Optional.empty();
    }

    private static Map<String, Value> excluded(Map<String, Value> payload, List<PayloadPath> paths) {
        Map<String, Value> kept = new LinkedHashMap<>();
        payload.forEach((key, value) ->
                excluded(value, below(paths, PayloadPath.Step.key(key))).ifPresent(part -> kept.put(key, part)));
        return kept;
    }

    private static Optional<Value> excluded(Value value, List<PayloadPath> paths) {
        if (paths.stream().anyMatch(path -> path.steps().isEmpty())) {
            return Optional.empty();
        }
        if (value.hasStructValue()) {
            return Optional.of(struct(excluded(value.getStructValue().getFieldsMap(), paths)));
        }
        List<PayloadPath> below = below(paths, PayloadPath.Step.elements());
        if (value.hasListValue() && !below.isEmpty()) {
            return Optional.of(list(value.getListValue().getValuesList().stream()
                    .flatMap(element -> excluded(element, below).stream())
                    .toList()));
        }
        return Optional.of(value);
    }

    /** The rest of those paths that begin with a step. */
    private static List<PayloadPath> below(List<PayloadPath> paths, PayloadPath.Step step) {
        return paths.stream()
                .filter(path ->
                        !path.steps().isEmpty() && path.steps().getFirst().equals(step))
                .map(path -> new PayloadPath(
                        path.text(), path.steps().subList(1, path.steps().size())))
                .toList();
    }

    private static Value struct(Map<String, Value> fields) {
        return Value.newBuilder()
                .setStructValue(Struct.newBuilder().putAllFields(fields))
                .build();
    }

    private static Value list(List<Value> values) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addAllValues(values))
                .build();
    }

    private Optional<VectorsOutput> vectors(PointReader reader, int doc) throws IOException {
        Map<String, Vector> chosen;
        switch (vectors.getSelectorOptionsCase()) {
            case ENABLE -> {
                if (!vectors.getEnable()) {
                    return Optional.empty();
                }
                chosen = reader.vectors(doc, name -> true);
            }
            case INCLUDE ->
                chosen = reader.vectors(doc, Set.copyOf(vectors.getInclude().getNamesList())::contains);
            default -> {
                return Optional.empty();
            }
        }
        VectorsOutput.Builder output = VectorsOutput.newBuilder();
        if (chosen.size() == 1 && chosen.containsKey("")) {
            output.setVector(output(chosen.get("")));
        } else {
            NamedVectorsOutput.Builder named = NamedVectorsOutput.newBuilder();
            chosen.forEach((name, vector) -> named.putVectors(name, output(vector)));
            output.setVectors(named);
        }
        return Optional.of(output.build());
    }

    private static VectorOutput output(Vector vector) {
        return vector.hasDense()
                ? VectorOutput.newBuilder().setDense(vector.getDense()).build()
                : VectorOutput.newBuilder().setSparse(vector.getSparse()).build();
    }
}
