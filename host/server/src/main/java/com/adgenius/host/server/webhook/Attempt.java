package com.adgenius.host.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.vault.VaultException;
import com.adgenius.host.server.webhook.WebhookDeliveries.Claim;
import com.adgenius.host.server.webhook.WebhookDelivery.Try;
import com.adgenius.host.server.webhook.sending.Endpoint;
import com.adgenius.host.server.webhook.sending.Outcome;
import com.adgenius.host.server.webhook.sending.RefusedEndpointException;
import com.adgenius.host.server.webhook.sending.WebhookSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Tries claimed deliveries of the tenant in scope and notes what became of them. */
final class Attempt {

    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

    private final WebhookSettings settings;
    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final WebhookEnding ending;
    private final Clock clock;

    Attempt(
            WebhookSettings settings,
            WebhookStore webhooks,
            WebhookDeliveries deliveries,
            WebhookSecrets secrets,
            WebhookSender sender,
            WebhookEnding ending,
            Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
        this.secrets = requireNonNull(secrets, "secrets is null");
        this.sender = requireNonNull(sender, "sender is null");
        this.ending = requireNonNull(ending, "ending is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Tries it; how long until the next try, if there is one. */
    Optional<Duration> make(Claim claim) throws InterruptedException {
        // Read now: it may be another since the delivery was claimed, or gone.
        Optional<Webhook> webhook = webhooks.find(claim.delivery().webhookId());
        if (webhook.filter(found -> found.content().enabled()).isEmpty()) {
            deliveries.letGo(claim);
            return Optional.empty();
        }
        Instant at = now();
        if (claim.delivery().tries() > settings.tries()) {
            deliveries.givenUp(claim, new Try(at, Outcome.unsent("The last try ended without an answer")));
            return Optional.empty();
        }
        try {
            return note(webhook.get(), claim, new Try(at, send(webhook.get(), claim)));
        } catch (InterruptedException e) {
            deliveries.letGo(claim);
            throw e;
        }
    }

    private Outcome send(Webhook webhook, Claim claim) throws InterruptedException {
        byte[] body = claim.body().getBytes(UTF_8);
        Instant now = now();
        try {
            Endpoint endpoint = Endpoint.parse(webhook.content().url());
            String id = claim.delivery().id();
            String signature = webhook.secrets().at(now).stream()
                    .map(secret -> secrets.open(webhook.id(), secret).sign(id, now.getEpochSecond(), body))
                    .collect(Collectors.joining(" "));
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    "application/json",
                    "User-Agent",
                    "AdGenius-Webhooks/1",
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    String.valueOf(now.getEpochSecond()),
                    "webhook-signature",
                    signature);
            return sender.post(endpoint, headers, body);
        } catch (RefusedEndpointException e) {
            return Outcome.unsent("The URL " + e.reason());
        } catch (VaultException e) {
            LOG.log(System.Logger.Level.ERROR, "A webhook cannot sign: " + e.getMessage());
            return Outcome.unsent("The secret cannot be read; make a new one by rotating it");
        }
    }

    private Optional<Duration> note(Webhook webhook, Claim claim, Try last) {
        if (last.outcome().delivered()) {
            deliveries.delivered(claim, last);
            if (webhook.state().failingSince().isPresent()) {
                webhooks.succeeded(webhook.id());
            }
            return Optional.empty();
        }
        if (last.outcome().gone()) {
            deliveries.givenUp(claim, last);
            ending.switchOff(webhook.id(), webhook.content().url(), Webhook.Reason.GONE);
            return Optional.empty();
        }
        Optional<Duration> pause = claim.delivery().tries() >= settings.tries()
                ? Optional.empty()
                : Optional.of(settings.pauseAfter(claim.delivery().tries(), RandomGenerator.getDefault()));
        if (pause.isPresent()) {
            deliveries.again(claim, last, pause.get());
        } else {
            deliveries.givenUp(claim, last);
            LOG.log(
                    System.Logger.Level.INFO,
                    "Delivery " + claim.delivery().id() + " of tenant "
                            + TenantScope.current().slug() + " to webhook " + webhook.id() + " is given up after "
                            + claim.delivery().tries() + " tries");
        }
        failed(webhook);
        return pause;
    }

    private void failed(Webhook webhook) {
        Instant patience = now().minus(settings.patience());
        webhooks.failed(webhook.id(), now())
                .filter(since -> since.isBefore(patience))
                .ifPresent(_ -> ending.switchOff(webhook.id(), webhook.content().url(), Webhook.Reason.FAILING));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
