package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.mail.MailFailedException.Kind;
import com.adgenius.host.server.mail.SmtpAddress.Security;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Hands mail to a server by SMTP: one connection a mail, each wait of it bounded. */
public final class SmtpSender implements MailSender {

    private static final System.Logger LOG = System.getLogger(SmtpSender.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int FIRST_LASTING_CODE = 500;
    private static final int LONGEST_REASON = 300;

    private final SmtpAddress server;
    private final InternetAddress from;
    private final Session session;
    private final Clock clock;

    /**
     * Sends by that server.
     *
     * @param from what the mails say they are from
     */
    public SmtpSender(SmtpAddress server, InternetAddress from, Clock clock) {
        this.server = requireNonNull(server, "server is null");
        this.from = requireNonNull(from, "from is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.session = Session.getInstance(properties(server, domain(from)));
    }

    private static Properties properties(SmtpAddress server, String ownName) {
        String name = "mail." + protocol(server) + ".";
        Properties properties = new Properties();
        properties.setProperty(name + "connectiontimeout", String.valueOf(CONNECT.toMillis()));
        properties.setProperty(name + "timeout", String.valueOf(ANSWER.toMillis()));
        properties.setProperty(name + "writetimeout", String.valueOf(ANSWER.toMillis()));
        properties.setProperty(
                name + "auth", String.valueOf(server.credentials().isPresent()));
        properties.setProperty(name + "starttls.enable", String.valueOf(server.security() != Security.TLS));
        properties.setProperty(name + "starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        properties.setProperty(name + "ssl.checkserveridentity", "true");
        properties.setProperty(name + "ssl.protocols", "TLSv1.3 TLSv1.2");
        // Otherwise it asks the name service for this machine's name, and waits.
        properties.setProperty(name + "localhost", ownName);
        return properties;
    }

    private static String protocol(SmtpAddress server) {
        return server.security() == Security.TLS ? "smtps" : "smtp";
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    @Override
    public void send(String messageId, Mail mail) throws MailFailedException {
        Message message = message(messageId, mail);
        try {
            Transport transport = session.getTransport(protocol(server));
            try {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.credentials().map(SmtpAddress.Credentials::user).orElse(null),
                        server.credentials()
                                .map(SmtpAddress.Credentials::password)
                                .orElse(null));
                transport.sendMessage(message, message.getAllRecipients());
            } finally {
                hangUp(transport);
            }
        } catch (MessagingException e) {
            throw new MailFailedException(kind(e), reason(e), e);
        }
    }

    /** A mail that was taken stays taken, however the farewell goes. */
    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.log(System.Logger.Level.DEBUG, "The mail server did not say good-bye", e);
        }
    }

    private Message message(String messageId, Mail mail) throws MailFailedException {
        try {
            MimeMessage message = new IdentifiedMessage(session, "<" + messageId + "@" + domain(from) + ">");
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            // Nobody's holiday notice shall answer it: RFC 3834, 5.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
            message.saveChanges();
            return message;
        } catch (AddressException e) {
            throw new MailFailedException(Kind.FOR_GOOD, "The address is none that mail can be sent to", e);
        } catch (MessagingException e) {
            throw new MailFailedException(Kind.FOR_GOOD, "The mail cannot be written: " + reason(e), e);
        }
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /** Only the server's own lasting no is one for good; what we cannot tell may change. */
    private static Kind kind(MessagingException failure) {
        for (Exception e = failure; e != null; e = next(e)) {
            int code = switch (e) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> 0;
            };
            if (code >= FIRST_LASTING_CODE) {
                return Kind.FOR_GOOD;
            }
        }
        return Kind.FOR_NOW;
    }

    private static String reason(MessagingException failure) {
        String said =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        String cause = next(failure) == null ? "" : "; " + next(failure);
        String reason = (said + cause).replaceAll("\\s+", " ");
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    /** A message that keeps the id it was given. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
