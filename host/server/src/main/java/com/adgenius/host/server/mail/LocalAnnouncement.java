package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Shows each mail's link in the log once it is sent. For the stand-in alone, whose mail nobody gets: elsewhere such a
 * link is its receiver's secret.
 */
public final class LocalAnnouncement implements MailSender {

    private static final System.Logger LOG = System.getLogger(LocalAnnouncement.class.getName());

    private final MailSender sender;

    /** Shows what that sender sends. */
    public LocalAnnouncement(MailSender sender) {
        this.sender = requireNonNull(sender, "sender is null");
    }

    @Override
    public void send(String messageId, Mail mail) throws MailFailedException {
        sender.send(messageId, mail);
        String link = mail.link().map(URI::toString).map(uri -> ": " + uri).orElse("");
        LOG.log(System.Logger.Level.INFO, () -> "mail to " + mail.to() + ": " + mail.subject() + link);
    }
}
