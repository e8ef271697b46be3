package com.adgenius.host.server.webhook;

import com.adgenius.host.server.webhook.sending.SigningSecret;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A webhook with the secret that was made for it.
 *
 * @param webhook the webhook
 * @param secret what its messages are signed with
 */
@Schema(name = "WebhookSecret")
record WebhookSecretBody(
        WebhookBody webhook,

        @Schema(
                description = "What its messages are signed with. Keep it now: it is not shown again.",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        String secret) {

    static WebhookSecretBody of(Webhook webhook, SigningSecret secret) {
        return new WebhookSecretBody(WebhookBody.of(webhook), secret.text());
    }

    @Override
    public String toString() {
        return "WebhookSecretBody[" + webhook.id() + "]";
    }
}
