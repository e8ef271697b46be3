package com.adgenius.host.embedded.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.search.Query;

/** Qdrant's service for points. */
final class PointsService extends PointsGrpc.PointsImplBase {

    private static final int DEFAULT_PAGE = 10;

    private final Catalog catalog;

    PointsService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> observer) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            if (request.hasUpdateFilter()) {
                throw Refusal.unsupported("update_filter");
            }
            if (request.hasUpdateMode() && request.getUpdateMode() != UpdateMode.Upsert) {
                throw Refusal.unsupported("the update mode " + request.getUpdateMode());
            }
            return changed(
                    request.getCollectionName(),
                    request.getWait(),
                    started,
                    changes -> changes.upsert(request.getPointsList()));
        });
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> observer) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            return changed(
                    request.getCollectionName(),
                    request.getWait(),
                    started,
                    changes -> changes.delete(request.getPoints()));
        });
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        changePayload(
                request, observer, changes -> changes.setPayload(request.getPointsSelector(), request.getPayloadMap()));
    }

    @Override
    public void overwritePayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        changePayload(
                request,
                observer,
                changes -> changes.overwritePayload(request.getPointsSelector(), request.getPayloadMap()));
    }

    private void changePayload(
            SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer, Change change) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            if (request.hasKey()) {
                throw Refusal.unsupported("setting a part of a payload by its key");
            }
            return changed(request.getCollectionName(), request.getWait(), started, change);
        });
    }

    private static void requireNoShards(boolean shards) {
        if (shards) {
            throw Refusal.unsupported("shard keys");
        }
    }

    private PointsOperationResponse changed(String collection, boolean wait, Calls.Started started, Change change)
            throws IOException {
        long number = catalog.collection(collection).points(points -> change.make(new PointChanges(points)));
        return operation(number, wait, started);
    }

    private static PointsOperationResponse operation(long number, boolean wait, Calls.Started started) {
        return PointsOperationResponse.newBuilder()
                .setResult(UpdateResult.newBuilder()
                        .setOperationId(number)
                        .setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged))
                .setTime(started.seconds())
                .build();
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        Calls.answer(observer, started -> {
            StoredCollection collection = catalog.collection(request.getCollectionName());
            String field = request.getFieldName();
            PayloadPath.parse("field_name", field);
            PayloadSchemaInfo.Builder index = PayloadSchemaInfo.newBuilder().setDataType(type(request));
            if (request.hasFieldIndexParams()) {
                index.setParams(request.getFieldIndexParams());
            }
            collection.index(field, index.build());
            return operation(0, request.getWait(), started);
        });
    }

    private static PayloadSchemaType type(CreateFieldIndexCollection request) {
        if (!request.hasFieldType()) {
            throw Refusal.wrongInput(
                    "Unable to infer type for the field '" + request.getFieldName() + "'. Please specify `field_type`");
        }
        return switch (request.getFieldType()) {
            case FieldTypeKeyword -> PayloadSchemaType.Keyword;
            case FieldTypeInteger -> PayloadSchemaType.Integer;
            case FieldTypeFloat -> PayloadSchemaType.Float;
            case FieldTypeBool -> PayloadSchemaType.Bool;
            case FieldTypeDatetime -> PayloadSchemaType.Datetime;
            case FieldTypeUuid -> PayloadSchemaType.Uuid;
            case FieldTypeGeo, FieldTypeText ->
                throw Refusal.unsupported("payload indexes of the type " + request.getFieldType());
            case UNRECOGNIZED -> throw Refusal.wrongInput("Malformed payload schema");
        };
    }

    @Override
    public void deleteFieldIndex(DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        Calls.answer(observer, started -> {
            catalog.collection(request.getCollectionName()).removeIndex(request.getFieldName());
            return operation(0, request.getWait(), started);
        });
    }

    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> observer) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            Set<PointKey> keys = new LinkedHashSet<>();
            request.getIdsList().forEach(id -> keys.add(PointKey.of(id)));
            PointSelection selection = new PointSelection(request.getWithPayload(), request.getWithVectors());
            return read(request.getCollectionName(), reader -> {
                GetResponse.Builder response = GetResponse.newBuilder();
                for (PointKey key : keys) {
                    OptionalInt doc = reader.find(key);
                    if (doc.isPresent()) {
                        response.addResult(selection.retrieved(reader, doc.getAsInt()));
                    }
                }
                return response.setTime(started.seconds()).build();
            });
        });
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> observer) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            Query filter = FilterQuery.of(request.getFilter());
            return read(
                    request.getCollectionName(),
                    reader -> CountResponse.newBuilder()
                            .setResult(CountResult.newBuilder()
                                    .setCount(reader.searcher().count(filter)))
                            .setTime(started.seconds())
                            .build());
        });
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> observer) {
        Calls.answer(observer, started -> {
            requireNoShards(request.hasShardKeySelector());
            if (request.hasOrderBy() && request.hasOffset()) {
                throw Refusal.wrongInput(
                        "Cannot use an `offset` when using `order_by`. The alternative for paging is to"
                                + " use `order_by.start_from` and a filter to exclude the IDs that you've already seen for the"
                                + " `order_by.start_from` value");
            }
            long page = request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : DEFAULT_PAGE;
            if (page == 0) {
                throw Refusal.invalid("limit", "value 0 invalid, must be 1 or larger");
            }
            List<Query> filters = new ArrayList<>(List.of(FilterQuery.of(request.getFilter())));
            if (request.hasOffset()) {
                filters.add(PointScroll.from(PointKey.of(request.getOffset())));
            }
            WithPayloadSelector payload = request.hasWithPayload()
                    ? request.getWithPayload()
                    : WithPayloadSelector.newBuilder().setEnable(true).build();
            PointSelection selection = new PointSelection(payload, request.getWithVectors());
            Query filter = FilterQuery.and(filters);
            Scroll scroll = request.hasOrderBy() ? ordered(request, filter) : byId(filter);
            return read(request.getCollectionName(), reader -> {
                // Lucene itself takes no more than there are.
                int limit = (int) Math.min(page, Integer.MAX_VALUE - 1);
                return scroll.page(reader, selection, limit)
                        .setTime(started.seconds())
                        .build();
            });
        });
    }

    private static Scroll byId(Query filter) {
        return (reader, selection, limit) -> {
            // One more, to know where the next page begins.
            List<Hit> hits = new PointScroll(reader).first(filter, limit + 1);
            ScrollResponse.Builder response = ScrollResponse.newBuilder();
            for (Hit hit : hits.subList(0, Math.min(limit, hits.size()))) {
                response.addResult(selection.retrieved(reader, hit.doc()));
            }
            if (hits.size() > limit) {
                response.setNextPageOffset(hits.get(limit).key().id());
            }
            return response;
        };
    }

    private Scroll ordered(ScrollPoints request, Query filter) {
        PayloadOrder order = PayloadOrder.of(
                request.getOrderBy(),
                catalog.collection(request.getCollectionName()).described());
        return (reader, selection, limit) -> {
            ScrollResponse.Builder response = ScrollResponse.newBuilder();
            for (PayloadOrder.Ordered ordered : order.first(reader, filter, limit)) {
                response.addResult(
                        selection.retrieved(reader, ordered.hit().doc()).setOrderValue(order.value(ordered)));
            }
            return response;
        };
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> observer) {
        Calls.answer(
                observer,
                started -> QueryResponse.newBuilder()
                        .addAllResult(found(request))
                        .setTime(started.seconds())
                        .build());
    }

    @Override
    public void queryBatch(QueryBatchPoints request, StreamObserver<QueryBatchResponse> observer) {
        Calls.answer(observer, started -> {
            QueryBatchResponse.Builder response = QueryBatchResponse.newBuilder();
            for (QueryPoints query : request.getQueryPointsList()) {
                QueryPoints here = query.toBuilder()
                        .setCollectionName(request.getCollectionName())
                        .build();
                response.addResult(BatchResult.newBuilder().addAllResult(found(here)));
            }
            return response.setTime(started.seconds()).build();
        });
    }

    @Override
    @Deprecated
    public void search(SearchPoints request, StreamObserver<SearchResponse> observer) {
        Calls.answer(
                observer,
                started -> SearchResponse.newBuilder()
                        .addAllResult(found(SearchAsQuery.of(request)))
                        .setTime(started.seconds())
                        .build());
    }

    private List<ScoredPoint> found(QueryPoints request) throws IOException {
        PointSelection selection = new PointSelection(request.getWithPayload(), request.getWithVectors());
        return read(request.getCollectionName(), reader -> {
            List<ScoredPoint> found = new ArrayList<>();
            for (Hit hit : new PointQueries(reader).run(request)) {
                found.add(selection.scored(reader, hit));
            }
            return found;
        });
    }

    private <T> T read(String collection, PointStore.Reading<T> reading) throws IOException {
        return catalog.collection(collection).points(points -> points.read(reading));
    }

    /** Reads a page. */
    @FunctionalInterface
    private interface Scroll {
        ScrollResponse.Builder page(PointReader reader, PointSelection selection, int limit) throws IOException;
    }

    /** Makes a change and returns its number. */
    @FunctionalInterface
    private interface Change {
        long make(PointChanges changes) throws IOException;
    }
}
