package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The calls that Google's client does not have, as JSON over HTTP. */
final class RestCalls {

    private final HttpClient http;
    private final RetryPolicy retries;

    RestCalls(HttpClient http, RetryPolicy retries) {
        this.http = requireNonNull(http, "http is null");
        this.retries = requireNonNull(retries, "retries is null");
    }

    /**
     * Posts the body and returns the answer.
     *
     * @param token the access token, if the endpoint takes one
     * @param model for words to users
     * @param deadline for all attempts together
     * @param limit the most bytes that an answer may have
     * @throws RemoteFailureException when no answer of Google's came, or one that refuses
     */
    JsonObject post(URI address, JsonObject body, Optional<String> token, String model, Duration deadline, long limit)
            throws PluginException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        for (int attempt = 1; ; attempt++) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            try {
                return attempt(request(address, body, token, left), model, deadline, left, limit);
            } catch (RemoteFailureException failure) {
                Duration pause = retries.pause(attempt);
                boolean again = RetryPolicy.AGAIN.contains(failure.status())
                        && attempt < retries.attempts()
                        && System.nanoTime() + pause.toNanos() < end;
                if (!again) {
                    throw failure;
                }
                Thread.sleep(pause);
            }
        }
    }

    private static HttpRequest request(URI address, JsonObject body, Optional<String> token, Duration left) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(left)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request.build();
    }

    private JsonObject attempt(HttpRequest request, String model, Duration deadline, Duration left, long limit)
            throws PluginException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit));
        HttpResponse<byte[]> response;
        try {
            // The request's own timeout ends with the answer's head.
            response = answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw RemoteFailureException.late(deadline, model);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), request.uri(), model, deadline, limit);
        } finally {
            answer.cancel(true);
        }
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw GoogleStatus.failure(response.statusCode(), text, model);
        }
        try {
            return Json.object(text);
        } catch (IOException e) {
            throw RemoteFailureException.unreadable(model, "it is no JSON");
        }
    }

    private static RemoteFailureException failure(
            Throwable cause, URI address, String model, Duration deadline, long limit) {
        if (cause instanceof HttpConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof UnresolvedAddressException) {
            return RemoteFailureException.unreachable(address.getHost());
        }
        if (cause instanceof HttpTimeoutException) {
            return RemoteFailureException.late(deadline, model);
        }
        if (cause.getMessage() != null && cause.getMessage().contains("body exceeds capacity")) {
            return RemoteFailureException.unreadable(model, "it is longer than " + limit + " bytes");
        }
        return RemoteFailureException.lost(model);
    }
}
