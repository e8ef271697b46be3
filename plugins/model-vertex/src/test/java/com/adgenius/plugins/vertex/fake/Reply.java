package com.adgenius.plugins.vertex.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** How the fake answers a call, in place of the usual answer. */
@FunctionalInterface
public interface Reply {

    /** Answers, or lets the connection break. */
    void answer(HttpExchange exchange) throws IOException;

    /** A refusal of Google's. */
    static Reply error(int code, String status, String message) {
        return json(code, new GoogleErrorException(code, status, message).json());
    }

    /** An answer with that body. */
    static Reply json(int code, JsonObject body) {
        return raw(code, body.toString());
    }

    /** An answer with whatever body; an object becomes the only piece of a stream. */
    static Reply raw(int code, String body) {
        return exchange -> {
            boolean piece = code == 200 && body.startsWith("{") && streamed(exchange);
            byte[] bytes = (piece ? "[" + body + "]" : body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream output = exchange.getResponseBody()) {
                output.write(bytes);
            }
        };
    }

    private static boolean streamed(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().endsWith(":streamGenerateContent");
    }

    /** The connection breaks before an answer. */
    static Reply broken() {
        return HttpExchange::close;
    }

    /** The connection breaks within the answer. */
    static Reply cutOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"candidates\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** No answer until that is released. */
    static Reply silent(CountDownLatch released) {
        return exchange -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** The prompt is blocked. */
    static Reply promptBlocked(String reason) {
        JsonObject feedback = new JsonObject();
        feedback.addProperty("blockReason", reason);
        JsonObject body = new JsonObject();
        body.add("promptFeedback", feedback);
        body.add("usageMetadata", Answers.usage(12, 0));
        return json(200, body);
    }

    /** The answer ends for that reason and holds nothing. */
    static Reply finished(String reason) {
        JsonObject rating = new JsonObject();
        rating.addProperty("category", "HARM_CATEGORY_DANGEROUS_CONTENT");
        rating.addProperty("probability", "HIGH");
        rating.addProperty("blocked", true);
        JsonArray ratings = new JsonArray();
        ratings.add(rating);
        JsonObject candidate = new JsonObject();
        candidate.addProperty("finishReason", reason);
        candidate.add("safetyRatings", ratings);
        return json(200, Answers.candidates(candidate));
    }

    /** The answer is that text. */
    static Reply text(String text) {
        JsonObject part = new JsonObject();
        part.addProperty("text", text);
        return json(200, Answers.content("STOP", part));
    }

    /** The answer of a picture model is data that claims that type. */
    static Reply picture(String mediaType, String base64) {
        return json(200, Answers.content("STOP", Answers.inline(mediaType, base64)));
    }

    /** An answer of {@code :predict} with that only prediction. */
    static Reply prediction(JsonObject prediction) {
        return json(200, Answers.predictions(prediction));
    }

    /** An operation that is done with that response. */
    static Reply done(JsonObject response) {
        JsonObject operation = new JsonObject();
        operation.addProperty("name", "projects/p/locations/l/publishers/google/models/m/operations/o");
        operation.addProperty("done", true);
        operation.add("response", response);
        return json(200, operation);
    }

    /** An operation that failed. */
    static Reply failed(int code, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", message);
        JsonObject operation = new JsonObject();
        operation.addProperty("done", true);
        operation.add("error", error);
        return json(200, operation);
    }
}
