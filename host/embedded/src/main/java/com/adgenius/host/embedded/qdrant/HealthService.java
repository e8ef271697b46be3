package com.adgenius.host.embedded.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;

/** Says which Qdrant's protocol is spoken. */
final class HealthService extends QdrantGrpc.QdrantImplBase {

    private static final String VERSION = "1.18.0";

    @Override
    public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> observer) {
        Calls.answer(
                observer,
                started -> HealthCheckReply.newBuilder()
                        .setTitle("AdGenius embedded Qdrant")
                        .setVersion(VERSION)
                        .build());
    }
}
