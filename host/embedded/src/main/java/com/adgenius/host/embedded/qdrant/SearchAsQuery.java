package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorInput;

/** The search of older clients, said as a query. */
final class SearchAsQuery {

    private SearchAsQuery() {}

    static QueryPoints of(SearchPoints search) {
        if (search.getLimit() == 0) {
            throw Refusal.invalid("limit", "value 0 invalid, must be 1 or larger");
        }
        QueryPoints.Builder query = QueryPoints.newBuilder()
                .setCollectionName(search.getCollectionName())
                .setQuery(Query.newBuilder().setNearest(vector(search)))
                .setLimit(search.getLimit())
                .setOffset(search.getOffset())
                .setWithPayload(search.getWithPayload())
                .setWithVectors(search.getWithVectors())
                .setUsing(search.getVectorName())
                .setParams(search.getParams());
        if (search.hasFilter()) {
            query.setFilter(search.getFilter());
        }
        if (search.hasScoreThreshold()) {
            query.setScoreThreshold(search.getScoreThreshold());
        }
        if (search.hasShardKeySelector()) {
            query.setShardKeySelector(search.getShardKeySelector());
        }
        return query.build();
    }

    private static VectorInput vector(SearchPoints search) {
        return search.hasSparseIndices()
                ? VectorInput.newBuilder()
                        .setSparse(SparseVector.newBuilder()
                                .addAllValues(search.getVectorList())
                                .addAllIndices(search.getSparseIndices().getDataList()))
                        .build()
                : VectorInput.newBuilder()
                        .setDense(DenseVector.newBuilder().addAllData(search.getVectorList()))
                        .build();
    }
}
