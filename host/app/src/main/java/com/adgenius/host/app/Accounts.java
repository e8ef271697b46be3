package com.adgenius.host.app;

import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.identity.RedisPermits;
import com.adgenius.host.server.mail.LocalAnnouncement;
import com.adgenius.host.server.mail.MailComposer;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.mail.MailSender;
import com.adgenius.host.server.mail.MailWorker;
import com.adgenius.host.server.mail.SmtpAddress;
import com.adgenius.host.server.mail.SmtpSender;
import com.adgenius.host.server.member.InvitationMails;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.registration.AccountMails;
import com.adgenius.host.server.registration.AccountPages;
import com.adgenius.host.server.registration.PasswordResets;
import com.adgenius.host.server.registration.Registering;
import com.adgenius.host.server.registration.RegistrationLimits;
import com.adgenius.host.server.registration.RegistrationRoutes;
import com.adgenius.host.server.registration.RegistrationTelling;
import com.adgenius.host.server.registration.Registrations;
import com.adgenius.host.server.registration.SessionsEnding;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.webhook.WebhookMails;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How people come to accounts, and the mail that takes.
 *
 * @param outbox the mails to be sent
 * @param worker sends them
 * @param registering makes users and tenants
 * @param resets makes new passwords
 * @param invitationMails invite to tenants
 * @param webhookMails tell of webhooks that were switched off
 * @param telling tells of who has an account now
 * @param routes its share of the API
 */
record Accounts(
        MailOutbox outbox,
        MailWorker worker,
        Registering registering,
        PasswordResets resets,
        InvitationMails invitationMails,
        WebhookMails webhookMails,
        RegistrationTelling telling,
        List<Routes> routes) {

    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    /**
     * Makes the parts; nothing is sent before {@link #start}.
     *
     * @param bus tells of who registered
     * @param address where the host answers, asked when mail is composed
     * @param sessions all that keeps people signed in, and ends with a new password
     */
    static Accounts over(
            Foundation foundation,
            People people,
            EventBus bus,
            Supplier<URI> address,
            List<SessionsEnding> sessions,
            Closing closing)
            throws HostStartException {
        HostConfiguration.Mail configured = foundation.configuration().mail();
        MailOutbox outbox = new MailOutbox(foundation.mongo(), foundation.vault(), foundation.clock());
        PasswordChanges passwords = new PasswordChanges(foundation.mongo(), foundation.clock());
        Registrations registrations = new Registrations(foundation.mongo(), foundation.clock());
        outbox.provision();
        passwords.provision();
        registrations.provision();
        Supplier<URI> site = configured
                .site()
                .<Supplier<URI>>map(given -> () -> URI.create(given))
                .orElse(address);
        AccountMails mails =
                new AccountMails(outbox, people.users(), people.memberships(), passwords, site, foundation.clock());
        InvitationMails invitationMails = new InvitationMails(outbox, site);
        WebhookMails webhookMails = new WebhookMails(outbox, people.users(), people.memberships(), site);
        Map<String, MailComposer> composers = new HashMap<>(mails.composers());
        composers.putAll(invitationMails.composers());
        composers.putAll(webhookMails.composers());
        RegistrationTelling telling = new RegistrationTelling(bus);
        Registering registering = new Registering(
                registrations,
                mails,
                people.users(),
                people.hasher(),
                people.administration(),
                telling,
                foundation.clock());
        bus.declare(AccountMails.WELCOMES);
        closing.with(bus.consume(AccountMails.WELCOMES, 1, mails::registered));
        PublicAuditNotes notes = new PublicAuditNotes(foundation.mongo(), "users", people.audit());
        notes.provision();
        PasswordResets resets = new PasswordResets(
                mails, people.users(), passwords, people.hasher(), sessions, notes, foundation.clock());
        RegistrationLimits limits =
                new RegistrationLimits(new RedisPermits(foundation.redis()), configured.requestsPerAddress());
        MailWorker worker = closing.with(new MailWorker(
                outbox, composers, sender(foundation), MailWorker.Settings.defaults(), foundation.clock()));
        return new Accounts(
                outbox,
                worker,
                registering,
                resets,
                invitationMails,
                webhookMails,
                telling,
                List.of(new RegistrationRoutes(registering, resets, limits), new AccountPages()));
    }

    /** Links are shown in the log where nobody else could read them: with the stand-in, never with a server of one's own. */
    private static MailSender sender(Foundation foundation) throws HostStartException {
        HostConfiguration.Mail configured = foundation.configuration().mail();
        MailSender smtp = new SmtpSender(
                SmtpAddress.of(foundation.smtp()), MailOptions.from(foundation.configuration()), foundation.clock());
        return configured.smtp().isPresent() ? smtp : new LocalAnnouncement(smtp);
    }

    /** Begins to send, and to complete what was left half done. */
    void start(Chores chores, Duration sweepInterval) {
        worker.start();
        chores.every(sweepInterval, "registrations", () -> registering.resume(AT_ONCE));
        chores.every(sweepInterval, "password-resets", () -> resets.resume(AT_ONCE));
        chores.every(TIDYING, "accounts", () -> {
            outbox.sweep();
            registering.sweep();
        });
    }
}
