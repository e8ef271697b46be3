package com.adgenius.host.server.member;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.mail.Mail;
import com.adgenius.host.server.mail.MailComposer;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.mail.MailRequest;
import com.adgenius.host.server.mail.MailTemplates;
import com.adgenius.host.server.registration.AccountMails;
import com.adgenius.host.server.registration.LinkSecret;
import com.adgenius.host.server.scope.Tenant;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The mails that invite. The same mail goes to who has an account and to who has none: the page tells what is needed. */
public final class InvitationMails {

    static final Duration ACCEPT_WITHIN = Duration.ofDays(7);

    private static final String INVITATION = "invitation";
    private static final String PAGE = "/account/invitation";

    private final MailOutbox outbox;
    private final Supplier<URI> site;
    private final MailTemplates templates;

    /**
     * Mails by that outbox.
     *
     * @param site where people reach the host, without a path; asked when a mail is composed
     */
    public InvitationMails(MailOutbox outbox, Supplier<URI> site) {
        this.outbox = requireNonNull(outbox, "outbox is null");
        this.site = requireNonNull(site, "site is null");
        // Beside those of accounts, with which they share the layout.
        this.templates = MailTemplates.read(
                AccountMails.class,
                List.of(INVITATION),
                Map.of("product", "AdGenius", "accept_days", String.valueOf(ACCEPT_WITHIN.toDays())));
    }

    /** What the worker composes by. */
    public Map<String, MailComposer> composers() {
        return Map.of(INVITATION, this::invitation);
    }

    void invite(Invitation invitation, Tenant tenant, String invitedBy, LinkSecret secret) {
        outbox.put(new MailRequest(
                        INVITATION + "/" + invitation.id() + "/" + invitation.sent(),
                        INVITATION,
                        invitation.email(),
                        Map.of(
                                "secret",
                                secret.text(),
                                "tenant",
                                // One line: nobody puts paragraphs of their own into our mail.
                                tenant.name().replaceAll("\\s+", " "),
                                "inviter",
                                invitedBy,
                                "role",
                                invitation.role().value()),
                        invitation.expiresAt())
                .about(tenant.slug()));
    }

    /** The token stands behind #, which no browser sends: neither a log nor a Referer holds it. */
    private Optional<Mail> invitation(MailRequest request) {
        Map<String, String> values = request.values();
        URI link = URI.create(
                site.get() + PAGE + "#token=" + requireNonNull(values.get("secret"), "the request has no secret"));
        return Optional.of(templates.render(
                INVITATION,
                request.to(),
                Map.of(
                        "site", site.get().toString(),
                        "link", link.toString(),
                        "tenant", values.getOrDefault("tenant", ""),
                        "inviter", values.getOrDefault("inviter", ""),
                        "role", values.getOrDefault("role", "")),
                Optional.of(link)));
    }
}
