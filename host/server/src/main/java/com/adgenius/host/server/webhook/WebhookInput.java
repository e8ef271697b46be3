package com.adgenius.host.server.webhook;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.webhook.sending.Endpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new webhook. */
record WebhookInput(
        @Schema(
                description = "Where its messages go: https, to a host on the public Internet.",
                maxLength = Endpoint.LONGEST,
                example = "https://example.com/hooks/adgenius",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String url,

        @Schema(
                description = "The types of events that it gets, for instance creative.generated.",
                example = "[\"creative.generated\", \"creative.failed\"]",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<String> events,

        @Schema(description = "For people.", maxLength = 500, example = "Our asset library") @Nullable
        String description,

        @Schema(description = "Whether it is switched on, which it is unless you say otherwise.") @Nullable
        Boolean enabled)
        implements Validated {

    static final int MOST_EVENTS = 50;
    static final int LONGEST_DESCRIPTION = 500;

    @Override
    public void validate(Violations violations) {
        violations.text(url, "url", Endpoint.LONGEST).check(events != null, "events", "is needed");
        rest(violations, events, description);
    }

    static void rest(Violations violations, @Nullable List<String> events, @Nullable String description) {
        violations
                .check(events == null || !events.isEmpty(), "events", "must name at least one type")
                .check(events == null || events.stream().allMatch(Objects::nonNull), "events", "must not hold null")
                .atMost(events, "events", MOST_EVENTS)
                .atMost(description, "description", LONGEST_DESCRIPTION)
                .plain(description, "description");
    }

    Webhook.Content content() {
        return new Webhook.Content(
                Objects.requireNonNull(url, "url was checked").strip(),
                Set.copyOf(Objects.requireNonNull(events, "events was checked")),
                Objects.requireNonNullElse(description, "").strip(),
                enabled == null || enabled);
    }
}
