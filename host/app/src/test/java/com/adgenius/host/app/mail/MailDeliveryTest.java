package com.adgenius.host.app.mail;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.HostConfiguration;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.StartedServers;
import com.adgenius.host.server.mail.LocalAnnouncement;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail of a whole host, with mail servers that come and go. */
class MailDeliveryTest {

    private static final String EMAIL = "ada@acme.example";
    private static final String SUBJECT = "Verify your address";

    @TempDir
    private Path folder;

    private final List<String> announced = new CopyOnWriteArrayList<>();

    private static HostConfiguration over(HostConfiguration from, String mongodb, HostConfiguration.Mail mail) {
        return from.toBuilder().mongodb(mongodb).mail(mail).build();
    }

    private static HostConfiguration.Mail by(String smtp) {
        return new HostConfiguration.Mail(
                Optional.of(smtp),
                Optional.of("Acme Ads <ads@acme.example>"),
                Optional.of("https://ads.acme.example"),
                1_000);
    }

    private static void register(HostUnderTest host) {
        host.anonymous()
                .post(
                        "/auth/register",
                        Map.of("name", "Ada", "company", "Acme", "email", EMAIL, "password", "twelve green horses"))
                .expect(201);
    }

    private static Document mail(String mongodb) {
        try (MongoConnection mongo = MongoConnection.to(mongodb)) {
            return Await.one(mongo.publicDatabase()
                    .getCollection("mail_outbox")
                    .find(eq("to", EMAIL))
                    .first());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void arrivesOnceThoughTheServerWasDownAndTheHostWasStopped() throws IOException {
        int port = freePort();
        String smtp = "smtp://127.0.0.1:" + port;
        try (StartedServers database = StartedServers.start(folder.resolve("database"), "mongodb")) {
            String mongodb = database.address("mongodb");
            try (HostUnderTest host = HostUnderTest.start(from -> over(from, mongodb, by(smtp)))) {
                register(host);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> mail(mongodb).getInteger("tries") >= 1
                                && mail(mongodb).containsKey("reason"));
                assertThat(mail(mongodb).getString("state")).isEqualTo("waiting");
            }
            try (StartedServers server =
                            StartedServers.start(folder.resolve("mail"), "smtp", "--smtp-port", String.valueOf(port));
                    HostUnderTest again = HostUnderTest.start(from -> over(from, mongodb, by(smtp)))) {
                MailReader reader = MailReader.at(server.address("imap"));
                MailReader.Received letter = reader.await(EMAIL, SUBJECT);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> mail(mongodb).getString("state").equals("sent"));

                assertThat(letter.from()).isEqualTo("Acme Ads <ads@acme.example>");
                assertThat(letter.link()).startsWith("https://ads.acme.example/account/verify-email#token=");
                again.anonymous()
                        .post("/auth/verify-email", Map.of("token", letter.token()))
                        .expect(200);
                reader.await(EMAIL, "Welcome to AdGenius");
                assertThat(reader.with(EMAIL, SUBJECT)).hasSize(1);
            }
        }
    }

    @Test
    void isShownToALocalDeveloperWhereTheStandInTakesIt() throws InterruptedException {
        Logger logger = Logger.getLogger(LocalAnnouncement.class.getName());
        Handler handler = handler();
        logger.addHandler(handler);
        try (HostUnderTest host = HostUnderTest.startAlone(folder.resolve("alone"))) {
            register(host);
            await().atMost(Duration.ofSeconds(20)).until(() -> !announced.isEmpty());

            assertThat(announced.getFirst())
                    .startsWith("mail to " + EMAIL + ": " + SUBJECT + ": "
                            + host.host().address() + "/account/verify-email#token=");
            String token = announced.getFirst().replaceFirst(".*#token=", "");
            host.anonymous().post("/auth/verify-email", Map.of("token", token)).expect(200);
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void isNotShownWhereAServerIsConfigured() {
        Logger logger = Logger.getLogger("com.adgenius");
        Handler handler = handler();
        logger.addHandler(handler);
        try (StartedServers servers = StartedServers.start(folder, "mongodb,smtp");
                HostUnderTest host = HostUnderTest.start(
                        from -> over(from, servers.address("mongodb"), by(servers.address("smtp"))))) {
            register(host);
            MailReader.Received letter = MailReader.at(servers.address("imap")).await(EMAIL, SUBJECT);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            mail(servers.address("mongodb")).getString("state").equals("sent"));

            assertThat(announced).noneMatch(line -> line.contains(letter.token()) || line.contains(EMAIL));
        } finally {
            logger.removeHandler(handler);
        }
    }

    private Handler handler() {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                announced.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
