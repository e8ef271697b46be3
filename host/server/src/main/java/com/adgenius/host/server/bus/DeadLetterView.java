package com.adgenius.host.server.bus;

import com.adgenius.host.server.storage.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A dead letter as administrators see it. */
record DeadLetterView(
        @Schema(description = "Names the letter.", example = "6f1f6a0e-6e0b-3e6c-9f43-0a1b2c3d4e5f")
        String id,

        @Schema(description = "Who could not handle it.", example = "work.text")
        String subscription,

        @Schema(description = "The message's id, where it can be read.", nullable = true)
        Optional<String> messageId,

        @Schema(description = "The type of its event.", nullable = true, example = "creative.requested")
        Optional<String> type,

        @Schema(description = "The version of its data.", nullable = true)
        Optional<Integer> version,

        @Schema(description = "The tenant that it concerns.", nullable = true)
        Optional<String> tenant,

        @Schema(description = "Why, for programs: failed, returned, newer_version, invalid_message, and others.")
        String code,

        @Schema(description = "Why, for people.") String detail,

        @Schema(description = "How often it was tried.") int tries,

        @Schema(description = "When it was given up.") Instant time,

        @Schema(description = "What it says, where that can be read.", nullable = true)
        Optional<Map<String, Object>> data) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.subscription(),
                letter.messageId(),
                letter.type(),
                letter.version(),
                letter.tenant(),
                letter.code(),
                letter.detail(),
                letter.tries(),
                letter.time(),
                data(letter.body()));
    }

    private static Optional<Map<String, Object>> data(String body) {
        try {
            return JsonValues.object(body).get("data") instanceof Map<?, ?> data
                    ? Optional.of(JsonValues.copyOf(data))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
