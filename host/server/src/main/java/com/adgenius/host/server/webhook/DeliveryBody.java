package com.adgenius.host.server.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A delivery as the API shows it. */
@Schema(name = "WebhookDelivery")
record DeliveryBody(
        @Schema(description = "What the receiver gets as webhook-id, the same in each try.")
        String id,

        @Schema(description = "The id of the event.") String eventId,

        @Schema(example = "creative.generated") String eventType,

        @Schema(description = "When it happened.") Instant eventTime,

        @Schema(description = "\"pending\" while it is tried, \"delivered\", or \"given_up\".")
        String status,

        @Schema(description = "How often it was tried since it was made or replayed; a try that is made now counts.")
        int tries,

        @Schema(description = "When it is tried again at the earliest; null unless it is pending.", nullable = true)
        Optional<Instant> nextTryAt,

        Instant createdAt,

        @Schema(description = "When it was delivered or given up.", nullable = true)
        Optional<Instant> endedAt,

        @Schema(description = "What became of the last try; null before the first.", nullable = true)
        Optional<TryBody> lastTry) {

    /** One try as the API shows it. */
    @Schema(name = "WebhookTry")
    record TryBody(
            Instant at,

            @Schema(description = "The HTTP status of the answer; null where there was none.", nullable = true)
            Optional<Integer> status,

            @Schema(description = "The beginning of the answer's body, at most 1 KB.")
            String body,

            @Schema(description = "Why there was no answer; null where there was one.", nullable = true)
            Optional<String> error,

            @Schema(description = "How long it took, in milliseconds.")
            long milliseconds) {

        private static TryBody of(WebhookDelivery.Try last) {
            return new TryBody(
                    last.at(),
                    last.outcome().status().stream().boxed().findFirst(),
                    last.outcome().body(),
                    Optional.of(last.outcome().error()).filter(error -> !error.isEmpty()),
                    last.outcome().took().toMillis());
        }
    }

    static DeliveryBody of(WebhookDelivery delivery) {
        return new DeliveryBody(
                delivery.id(),
                delivery.event().id(),
                delivery.event().type(),
                delivery.event().time(),
                delivery.status().value(),
                delivery.tries(),
                Optional.of(delivery.dueAt()).filter(_ -> delivery.status() == WebhookDelivery.Status.PENDING),
                delivery.createdAt(),
                delivery.endedAt(),
                delivery.last().map(TryBody::of));
    }
}
