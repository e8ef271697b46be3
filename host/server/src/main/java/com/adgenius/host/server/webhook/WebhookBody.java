package com.adgenius.host.server.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A webhook as the API shows it; its secret is never shown again. */
@Schema(name = "Webhook")
record WebhookBody(
        String id,

        @Schema(example = "https://example.com/hooks/adgenius")
        String url,

        @Schema(description = "The types of events that it gets.")
        List<String> events,

        @Schema(description = "For people; empty where nobody said.")
        String description,

        @Schema(description = "Whether it is switched on.") boolean enabled,

        @Schema(
                description = "Why the host switched it off: \"gone\", the receiver answered 410, or \"failing\","
                        + " nothing was delivered for days; null unless it did.",
                nullable = true)
        Optional<String> disabledReason,

        @Schema(description = "When the host switched it off.", nullable = true)
        Optional<Instant> disabledAt,

        @Schema(description = "Since when no try succeeded; null where the last one did.", nullable = true)
        Optional<Instant> failingSince,

        @Schema(description = "When its secret was made.") Instant secretRotatedAt,

        @Schema(description = "Until when the secret before signs as well; null unless it does.", nullable = true)
        Optional<Instant> previousSecretUntil,

        @Schema(description = "The user's id.") String createdBy,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "Send it as If-Match to change the webhook.")
        long revision) {

    static WebhookBody of(Webhook webhook) {
        Webhook.Content content = webhook.content();
        return new WebhookBody(
                webhook.id(),
                content.url(),
                content.sortedEvents(),
                content.description(),
                content.enabled(),
                webhook.state().disabledReason().map(Webhook.Reason::value),
                webhook.state().disabledAt(),
                webhook.state().failingSince(),
                webhook.secrets().rotatedAt(),
                webhook.secrets().previousUntil(),
                webhook.createdBy(),
                webhook.createdAt(),
                webhook.updatedAt(),
                webhook.revision());
    }
}
