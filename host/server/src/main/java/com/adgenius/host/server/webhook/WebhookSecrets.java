package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.host.server.webhook.sending.SigningSecret;

/** Seals the secrets of the webhooks of the tenant in scope; one opens only for the webhook it was made for. */
record WebhookSecrets(Vault vault) {

    WebhookSecrets {
        requireNonNull(vault, "vault is null");
    }

    String seal(String webhookId, SigningSecret secret) {
        return vault.seal(context(webhookId), secret.text());
    }

    SigningSecret open(String webhookId, String sealed) {
        return SigningSecret.parse(vault.open(context(webhookId), sealed));
    }

    private static String context(String webhookId) {
        return "tenant/" + TenantScope.current().slug() + "/webhook/" + webhookId;
    }
}
