package com.adgenius.host.embedded.qdrant;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Says of a call that nobody answers that it is the stand-in which does not support it. */
final class UnsupportedCalls implements ServerInterceptor {

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String name = call.getMethodDescriptor().getFullMethodName();
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        boolean byTheBase = status.getCode() == Status.Code.UNIMPLEMENTED
                                && String.valueOf(status.getDescription()).startsWith("Method " + name);
                        super.close(
                                byTheBase
                                        ? Refusal.unsupported("the call " + name)
                                                .status()
                                        : status,
                                trailers);
                    }
                },
                headers);
    }
}
