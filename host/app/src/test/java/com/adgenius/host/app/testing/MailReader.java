package com.adgenius.host.app.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Reads the mail that came, by IMAP. */
public final class MailReader {

    private static final Pattern TOKEN = Pattern.compile("https?://\\S+#token=(\\S+)");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final URI imap;

    private MailReader(URI imap) {
        this.imap = imap;
    }

    /** Reads what the shared mail server took. */
    public static MailReader shared() {
        return at(EmbeddedServersForTests.shared().imap());
    }

    /** Reads what that server took. */
    public static MailReader at(String imap) {
        return new MailReader(URI.create(imap));
    }

    /** A mail that came. */
    public record Received(String id, String from, String to, String subject, String text, String html) {

        /** The link in it. */
        public String link() {
            return match().group();
        }

        /** The token of the link in it. */
        public String token() {
            return match().group(1);
        }

        private MatchResult match() {
            Matcher matcher = TOKEN.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("No link in " + this);
            }
            return matcher.toMatchResult();
        }
    }

    /** All that came for the address, the oldest first. */
    public List<Received> of(String address) {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", "5000");
        properties.setProperty("mail.imap.timeout", "10000");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect(imap.getHost(), imap.getPort(), address, "any");
            try (Folder inbox = store.getFolder("INBOX")) {
                if (!inbox.exists()) {
                    return List.of();
                }
                inbox.open(Folder.READ_ONLY);
                List<Received> mails = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    mails.add(received(message));
                }
                return mails;
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received received(Message message) throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) message.getContent();
        return new Received(
                message.getHeader("Message-ID")[0],
                message.getFrom()[0].toString(),
                message.getAllRecipients()[0].toString(),
                message.getSubject(),
                text(parts.getBodyPart(0)),
                text(parts.getBodyPart(1)));
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        return (String) part.getContent();
    }

    /** The first mail with that subject; waits for it. */
    public Received await(String address, String subject) {
        return awaitNth(address, subject, 1);
    }

    /** The nth mail with that subject; waits for it. */
    public Received awaitNth(String address, String subject, int nth) {
        return Awaitility.await("mail " + nth + " to " + address + ": " + subject)
                .atMost(LIMIT)
                .until(() -> with(address, subject), mails -> mails.size() >= nth)
                .get(nth - 1);
    }

    /** The mails with that subject that came. */
    public List<Received> with(String address, String subject) {
        return of(address).stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
    }
}
