package com.adgenius.host.embedded;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Qdrant's own client, and its answers. */
final class QdrantConnection {

    private static final long ANSWER_SECONDS = 60;

    private QdrantConnection() {}

    /**
     * Connects without asking for the version, which writes into the log.
     *
     * @param address host:port, after a scheme or without one; over TLS after https
     */
    static QdrantClient connect(String address) {
        return new QdrantClient(to(address).build());
    }

    /** The same, showing an API key. */
    static QdrantClient connect(String address, String key) {
        return new QdrantClient(to(address).withApiKey(key).build());
    }

    private static QdrantGrpcClient.Builder to(String address) {
        String place = address.substring(address.lastIndexOf('/') + 1);
        int colon = place.lastIndexOf(':');
        return QdrantGrpcClient.newBuilder(
                place.substring(0, colon),
                Integer.parseInt(place.substring(colon + 1)),
                address.startsWith("https:"),
                false);
    }

    /** The answer, or the status that came instead of it. */
    static <T> T done(ListenableFuture<T> answer) throws Exception {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StatusRuntimeException status) {
                throw status;
            }
            throw e;
        }
    }

    /** The code of the error that is answered; OK where it is none. */
    static Status.Code refusal(ListenableFuture<?> answer) throws Exception {
        try {
            done(answer);
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    static PointId id(long number) {
        return PointIdFactory.id(number);
    }

    /** The numbers of what was found, in its order. */
    static List<Long> numbers(List<ScoredPoint> points) {
        return points.stream().map(point -> point.getId().getNum()).toList();
    }

    /** The numbers of what was read, in its order. */
    static List<Long> read(List<RetrievedPoint> points) {
        return points.stream().map(point -> point.getId().getNum()).toList();
    }
}
