package com.adgenius.plugins.openai.fake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server does with a request that is good.
 *
 * @param status of the answer
 * @param headers beside the content type
 * @param body of the answer
 * @param manner how it is sent
 */
public record Reply(int status, Map<String, String> headers, String body, Manner manner) {

    /** How an answer is sent. */
    public enum Manner {
        /** Whole, and at once. */
        WHOLE,
        /** Not at all, until the server is closed. */
        NEVER,
        /** Its head and its first half, and then nothing until the server is closed. */
        HALF,
        /** Its head and its first half, and then the connection is cut. */
        CUT,
        /** As server-sent events. */
        STREAM,
        /** As server-sent events, of which the last never come. */
        HELD_STREAM
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** JSON with status 200. */
    public static Reply json(Object value) {
        return new Reply(200, Map.of(), FakeJson.text(value), Manner.WHOLE);
    }

    /** Any text with status 200. */
    public static Reply text(String body) {
        return new Reply(200, Map.of(), body, Manner.WHOLE);
    }

    /** None, until the server is closed. */
    public static Reply none() {
        return new Reply(200, Map.of(), "", Manner.NEVER);
    }

    /** An error in OpenAI's shape. */
    public static Reply error(int status, String type, String code, String param, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param.isEmpty() ? null : param);
        error.put("code", code.isEmpty() ? null : code);
        return new Reply(status, Map.of(), FakeJson.text(Map.of("error", error)), Manner.WHOLE);
    }

    /** An error with a code. */
    public static Reply error(int status, String code, String message) {
        return error(status, "error", code, "", message);
    }

    /** A chat's answer of those words. */
    public static Reply chat(String content) {
        return chat(Map.of("role", "assistant", "content", content), "stop");
    }

    /** A chat's answer. */
    public static Reply chat(Map<String, ?> message, String finish) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", finish);
        return json(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1_790_000_000,
                "model",
                "text-fake-2026",
                "choices",
                List.of(choice),
                "usage",
                Map.of("prompt_tokens", 120, "completion_tokens", 45, "total_tokens", 165)));
    }

    /** A chat's answer in pieces. */
    public static Reply stream(List<String> pieces, String finish) {
        StringBuilder events = new StringBuilder(": a comment, which is no data\n\n");
        for (String piece : pieces) {
            events.append(event(Map.of("index", 0, "delta", Map.of("content", piece))));
        }
        events.append(event(Map.of("index", 0, "delta", Map.of(), "finish_reason", finish)));
        events.append("data: ")
                .append(FakeJson.text(Map.of(
                        "object",
                        "chat.completion.chunk",
                        "model",
                        "text-fake-2026",
                        "choices",
                        List.of(),
                        "usage",
                        Map.of("prompt_tokens", 7, "completion_tokens", 3, "total_tokens", 10))))
                .append("\n\ndata: [DONE]\n\n");
        return new Reply(200, Map.of(), events.toString(), Manner.STREAM);
    }

    private static String event(Map<String, ?> choice) {
        return "data: "
                + FakeJson.text(Map.of(
                        "object", "chat.completion.chunk", "model", "text-fake-2026", "choices", List.of(choice)))
                + "\n\n";
    }

    /** A picture. */
    public static Reply image(byte[] bytes) {
        return json(Map.of(
                "created",
                1_790_000_000,
                "data",
                List.of(Map.of(
                        "b64_json", Base64.getEncoder().encodeToString(bytes), "revised_prompt", "A shoe in the sun")),
                "usage",
                Map.of("input_tokens", 50, "output_tokens", 4160, "total_tokens", 4210)));
    }

    /** Vectors in that order of their indices. */
    public static Reply vectors(List<Integer> indices, int dimension) {
        return json(Map.of(
                "object",
                "list",
                "model",
                "embedding-fake-2026",
                "data",
                indices.stream()
                        .map(index -> Map.of(
                                "object",
                                "embedding",
                                "index",
                                index,
                                "embedding",
                                Collections.nCopies(dimension, 0.5 + index)))
                        .toList(),
                "usage",
                Map.of("prompt_tokens", 8 * indices.size(), "total_tokens", 8 * indices.size())));
    }

    /** The same with a header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, manner);
    }

    /** The same, sent in another manner. */
    public Reply sent(Manner other) {
        return new Reply(status, headers, body, other);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
