package com.adgenius.host.server.webhook;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.webhook.sending.Endpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of a webhook; what is left out stays. */
record WebhookPatch(
        @Schema(description = "The new URL.", maxLength = Endpoint.LONGEST) @Nullable
        String url,

        @Schema(description = "The types of events that it gets from now on.") @Nullable
        List<String> events,

        @Schema(description = "The new description.", maxLength = 500) @Nullable
        String description,

        @Schema(
                description = "Switches it on or off. Switched on it goes on with what was not delivered yet; what"
                        + " happened while it was off it never gets.")
        @Nullable
        Boolean enabled)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations
                .atMost(url, "url", Endpoint.LONGEST)
                .check(url == null || !url.isBlank(), "url", "must not be blank");
        WebhookInput.rest(violations, events, description);
    }

    /** What the webhook is after the change. */
    Webhook.Content applied(Webhook.Content before) {
        return new Webhook.Content(
                url == null ? before.url() : url.strip(),
                events == null ? before.events() : Set.copyOf(events),
                description == null ? before.description() : description.strip(),
                enabled == null ? before.enabled() : enabled);
    }
}
