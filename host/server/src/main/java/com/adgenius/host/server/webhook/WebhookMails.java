package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.mail.Mail;
import com.adgenius.host.server.mail.MailComposer;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.mail.MailRequest;
import com.adgenius.host.server.mail.MailTemplates;
import com.adgenius.host.server.registration.AccountMails;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Mails the owners and administrators of a tenant that the host switched a webhook of theirs off. */
public final class WebhookMails {

    private static final String SWITCHED_OFF = "webhook-disabled";
    private static final Set<Role> LOOK_AFTER_WEBHOOKS = Set.of(Role.ADMIN, Role.OWNER);
    private static final Duration USEFUL = Duration.ofDays(7);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final MailOutbox outbox;
    private final Users users;
    private final Memberships memberships;
    private final Supplier<URI> site;
    private final MailTemplates templates;

    /**
     * Mails by that outbox.
     *
     * @param memberships say who looks after a tenant's webhooks
     * @param site where people reach the host, without a path; asked when a mail is composed
     */
    public WebhookMails(MailOutbox outbox, Users users, Memberships memberships, Supplier<URI> site) {
        this.outbox = requireNonNull(outbox, "outbox is null");
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.site = requireNonNull(site, "site is null");
        // Beside those of accounts, with which they share the layout.
        this.templates = MailTemplates.read(AccountMails.class, List.of(SWITCHED_OFF), Map.of("product", "AdGenius"));
    }

    /** What the worker composes by. */
    public Map<String, MailComposer> composers() {
        return Map.of(SWITCHED_OFF, this::switchedOff);
    }

    /** Tells of the event that the webhook of the tenant in scope was switched off: each person once, however often. */
    void switchedOff(Webhook webhook, WebhookEvent event) {
        Tenant tenant = TenantScope.current();
        for (User user : users.find(memberships.usersWith(tenant.slug(), LOOK_AFTER_WEBHOOKS))) {
            if (user.active()) {
                outbox.put(request(webhook, event, tenant, user));
            }
        }
    }

    private static MailRequest request(Webhook webhook, WebhookEvent event, Tenant tenant, User user) {
        return new MailRequest(
                        SWITCHED_OFF + "/" + event.id() + "/" + user.id(),
                        SWITCHED_OFF,
                        user.email(),
                        Map.of(
                                "user",
                                user.id(),
                                "slug",
                                tenant.slug(),
                                "tenant",
                                // One line: nobody puts paragraphs of their own into our mail.
                                tenant.name().replaceAll("\\s+", " "),
                                "webhook",
                                webhook.id(),
                                "receiver",
                                // Paths and queries of receivers hold secrets now and then.
                                Optional.ofNullable(URI.create(webhook.content().url())
                                                .getHost())
                                        .orElse(""),
                                "reason",
                                reason(webhook, event),
                                "time",
                                MINUTE.format(event.time())),
                        event.time().plus(USEFUL))
                .about(tenant.slug());
    }

    private static String reason(Webhook webhook, WebhookEvent event) {
        if (Webhook.Reason.GONE.value().equals(event.data().get("reason"))) {
            return "The receiver answered 410 Gone, which says that it wants no more messages.";
        }
        Optional<Instant> since = webhook.state().failingSince();
        return "No message could be delivered to it "
                + since.map(time -> "since " + MINUTE.format(time)).orElse("for days") + ".";
    }

    /** Nothing to who does not look after webhooks any more. */
    private Optional<Mail> switchedOff(MailRequest request) {
        Map<String, String> values = request.values();
        return memberships
                .role(value(values, "user"), value(values, "slug"))
                .filter(LOOK_AFTER_WEBHOOKS::contains)
                .map(_ -> templates.render(
                        SWITCHED_OFF,
                        request.to(),
                        Map.of(
                                "site", site.get().toString(),
                                "tenant", value(values, "tenant"),
                                "webhook", value(values, "webhook"),
                                "receiver", value(values, "receiver"),
                                "reason", value(values, "reason"),
                                "time", value(values, "time")),
                        Optional.empty()));
    }

    private static String value(Map<String, String> values, String name) {
        return requireNonNull(values.get(name), () -> "the request has no " + name);
    }
}
