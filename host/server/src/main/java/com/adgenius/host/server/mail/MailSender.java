package com.adgenius.host.server.mail;

/** Hands mail to who delivers it. */
@FunctionalInterface
public interface MailSender {

    /**
     * Sends it; when this returns the mail is another's to deliver.
     *
     * @param messageId the same for each try of one mail
     */
    void send(String messageId, Mail mail) throws MailFailedException;
}
