package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** Makes changes of a collection's points out of whole points and ids, which can be made again after a crash. */
final class PointChanges {

    private final PointStore points;
    private final IncomingPoints incoming;

    PointChanges(PointStore points) {
        this.points = points;
        this.incoming = new IncomingPoints(points.schema());
    }

    /** Each returns the number of the change. */
    long upsert(List<PointStruct> given) throws IOException {
        List<PointStruct> kept = given.stream().map(incoming::kept).toList();
        return points.change(() -> written(kept));
    }

    long delete(PointsSelector selector) throws IOException {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> {
                List<PointId> ids = canonical(selector.getPoints());
                yield points.change(() -> deleted(ids));
            }
            case FILTER -> {
                Query filter = FilterQuery.of(selector.getFilter());
                yield points.change(() -> deleted(points.read(reader -> ids(reader, filter))));
            }
            case POINTSSELECTORONEOF_NOT_SET -> throw noSelector();
        };
    }

    /** Adds to the payload; what is null there is removed. */
    long setPayload(PointsSelector selector, Map<String, Value> added) throws IOException {
        return payload(selector, added, former -> {
            Map<String, Value> merged = new HashMap<>(former);
            added.forEach((key, value) -> {
                if (PayloadTerms.isNull(value)) {
                    merged.remove(key);
                } else {
                    merged.put(key, value);
                }
            });
            return merged;
        });
    }

    long overwritePayload(PointsSelector selector, Map<String, Value> payload) throws IOException {
        return payload(selector, payload, former -> payload);
    }

    private long payload(PointsSelector selector, Map<String, Value> given, UnaryOperator<Map<String, Value>> change)
            throws IOException {
        IncomingPoints.requirePayload(given);
        return points.change(() -> points.read(reader -> {
            List<PointStruct> changed = new ArrayList<>();
            for (int doc : selected(reader, selector)) {
                PointStruct point = reader.point(doc);
                changed.add(point.toBuilder()
                        .clearPayload()
                        .putAllPayload(change.apply(point.getPayloadMap()))
                        .build());
            }
            return written(changed);
        }));
    }

    private static List<Integer> selected(PointReader reader, PointsSelector selector) throws IOException {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> {
                List<Integer> docs = new ArrayList<>();
                for (PointId id : selector.getPoints().getIdsList()) {
                    PointKey key = PointKey.of(id);
                    docs.add(reader.find(key).orElseThrow(() -> Refusal.noPoint(key)));
                }
                yield docs.stream().distinct().toList();
            }
            case FILTER -> docs(reader, FilterQuery.of(selector.getFilter()));
            case POINTSSELECTORONEOF_NOT_SET -> throw noSelector();
        };
    }

    private static List<Integer> docs(PointReader reader, Query filter) throws IOException {
        IndexSearcher searcher = reader.searcher();
        List<Integer> docs = new ArrayList<>();
        int most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (ScoreDoc doc : searcher.search(filter, most).scoreDocs) {
            docs.add(doc.doc);
        }
        return docs;
    }

    private static List<PointId> ids(PointReader reader, Query filter) throws IOException {
        List<PointId> ids = new ArrayList<>();
        for (int doc : docs(reader, filter)) {
            ids.add(reader.key(doc).id());
        }
        return ids;
    }

    private static List<PointId> canonical(PointsIdsList ids) {
        return ids.getIdsList().stream().map(id -> PointKey.of(id).id()).toList();
    }

    private static List<PointsUpdateOperation> written(List<PointStruct> kept) {
        return kept.isEmpty()
                ? List.of()
                : List.of(PointsUpdateOperation.newBuilder()
                        .setUpsert(PointsUpdateOperation.PointStructList.newBuilder()
                                .addAllPoints(kept))
                        .build());
    }

    private static List<PointsUpdateOperation> deleted(List<PointId> ids) {
        return ids.isEmpty()
                ? List.of()
                : List.of(PointsUpdateOperation.newBuilder()
                        .setDeletePoints(PointsUpdateOperation.DeletePoints.newBuilder()
                                .setPoints(PointsSelector.newBuilder()
                                        .setPoints(PointsIdsList.newBuilder().addAllIds(ids))))
                        .build());
    }

    private static Refusal noSelector() {
        return Refusal.wrongInput("PointsSelector is missing");
    }
}
