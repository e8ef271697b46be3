package com.adgenius.plugins.vertex.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that is needed to go on with an operation: in this or a later version of the plugin, on any node.
 *
 * @param operation Google's name of it
 * @param model the id of the model that was asked
 * @param seconds how long the video is to be
 * @param started when it was started
 */
public record VideoHandle(String operation, String model, long seconds, Instant started) {

    private static final String VERSION = "v1:";

    /** What is called for an operation is what it began at: its name without the last two parts. */
    private static final Pattern OPERATION = Pattern.compile(
            "(projects/[A-Za-z0-9:._-]+/locations/[a-z0-9-]+/(?:publishers/google/models/[A-Za-z0-9._@-]+|endpoints/[0-9]+))"
                    + "/operations/[A-Za-z0-9_-]+");

    public VideoHandle {
        requireNonNull(operation, "operation is null");
        requireNonNull(model, "model is null");
        requireNonNull(started, "started is null");
    }

    /** Whether Google could have named an operation so. */
    static boolean isOperation(String name) {
        return OPERATION.matcher(name).matches();
    }

    /** The handle in that text, if it is one. */
    public static Optional<VideoHandle> parse(String text) {
        if (!text.startsWith(VERSION)) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.substring(VERSION.length()));
            JsonObject fields = Json.object(new String(json, StandardCharsets.UTF_8));
            return Json.text(fields, "operation")
                    .filter(VideoHandle::isOperation)
                    .map(operation -> new VideoHandle(
                            operation,
                            Json.text(fields, "model").orElse("veo"),
                            Json.number(fields, "seconds"),
                            Instant.ofEpochMilli(Json.number(fields, "started"))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The name of what is called to ask for the operation. */
    String resource() {
        return operation.substring(0, operation.lastIndexOf("/operations/"));
    }

    /** The id of what is kept of it: ascends with time, and is the same for the same operation. */
    String documentId() {
        return prefix(started) + "-" + hash().substring(0, 32);
    }

    /** What the ids of operations that started before that begin below. */
    static String prefix(Instant time) {
        return String.format(Locale.ROOT, "%015d", time.toEpochMilli());
    }

    private String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(operation.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The handle as text. */
    @Override
    public String toString() {
        JsonObject fields = new JsonObject();
        fields.addProperty("operation", operation);
        fields.addProperty("model", model);
        fields.addProperty("seconds", seconds);
        fields.addProperty("started", started.toEpochMilli());
        return VERSION
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(fields.toString().getBytes(StandardCharsets.UTF_8));
    }
}
