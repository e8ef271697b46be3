package com.adgenius.plugins.vertex.connection;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Tells from what Google's client throws what became of a call. A broken connection it reports as a bad request. */
final class ClientFailures {

    private ClientFailures() {}

    static RemoteFailureException of(Throwable thrown, URI endpoint, String model, Duration deadline) {
        Optional<HttpResponseException> answer = find(thrown, HttpResponseException.class);
        if (answer.isPresent()) {
            String body = Optional.ofNullable(answer.get().getContent()).orElse("");
            return GoogleStatus.failure(answer.get().getStatusCode(), body, model);
        }
        if (find(thrown, InvalidProtocolBufferException.class).isPresent()) {
            return RemoteFailureException.unreadable(model, "it is not as Google documents it");
        }
        if (find(thrown, SocketTimeoutException.class).isPresent() || late(thrown)) {
            return RemoteFailureException.late(deadline, model);
        }
        if (find(thrown, ConnectException.class).isPresent()
                || find(thrown, UnknownHostException.class).isPresent()) {
            return RemoteFailureException.unreachable(endpoint.getHost());
        }
        if (find(thrown, IOException.class).isPresent()) {
            return RemoteFailureException.lost(model);
        }
        if (thrown instanceof ApiException refused && refused.getStatusCode().getCode() != StatusCode.Code.UNKNOWN) {
            return RemoteFailureException.answered(
                    refused.getStatusCode().getCode(),
                    Optional.ofNullable(refused.getMessage()).orElse(""),
                    model);
        }
        return RemoteFailureException.unreadable(model, "it is not as Google documents it");
    }

    private static boolean late(Throwable thrown) {
        return find(thrown, ApiException.class)
                .filter(e -> e.getStatusCode().getCode() == StatusCode.Code.DEADLINE_EXCEEDED)
                .isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
