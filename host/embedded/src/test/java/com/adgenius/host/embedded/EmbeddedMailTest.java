package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server that comes along, over SMTP and IMAP. */
class EmbeddedMailTest {

    private final Session session = Session.getInstance(properties());
    private EmbeddedMail server;

    private static Properties properties() {
        Properties properties = new Properties();
        for (String protocol : List.of("smtp", "imap")) {
            properties.setProperty("mail." + protocol + ".connectiontimeout", "5000");
            properties.setProperty("mail." + protocol + ".timeout", "5000");
        }
        return properties;
    }

    @BeforeEach
    void start() {
        server = EmbeddedMail.start(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsWhatItIsGivenForItsReceiverAlone() throws Exception {
        send("ada@acme.example", "for Ada");
        send("Bob@Acme.Example", "for Bob");

        assertThat(subjects("ada@acme.example")).containsExactly("for Ada");
        assertThat(subjects("bob@acme.example")).containsExactly("for Bob");
    }

    @Test
    void forgetsTheOldestMailsOfAMailbox() throws Exception {
        for (int i = 1; i <= Mailboxes.MAILS + 3; i++) {
            send("ada@acme.example", "mail " + i);
        }

        assertThat(subjects("ada@acme.example"))
                .hasSize(Mailboxes.MAILS)
                .startsWith("mail 4")
                .endsWith("mail " + (Mailboxes.MAILS + 3));
    }

    private void send(String to, String subject) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("no-reply@adgenius.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setText("hello");
        URI address = server.address();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(address.getHost(), address.getPort(), null, null);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private List<String> subjects(String user) throws Exception {
        URI address = server.addresses().get("imap");
        try (Store store = session.getStore("imap")) {
            store.connect(address.getHost(), address.getPort(), user, "any");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<String> subjects = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    subjects.add(message.getSubject());
                }
                return subjects;
            }
        }
    }
}
