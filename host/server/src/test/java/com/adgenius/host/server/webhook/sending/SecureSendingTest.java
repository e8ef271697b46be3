package com.adgenius.host.server.webhook.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: whose certificate a receiver must have. */
class SecureSendingTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static SSLContext context;

    /** A certificate for receiver.example alone, made by the JDK's own tool. */
    @BeforeAll
    static void makeACertificate() throws Exception {
        Path file = folder.resolve("receiver.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=receiver.example",
                        "-ext",
                        "SAN=dns:receiver.example",
                        "-validity",
                        "2",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static Outcome post(SSLSocketFactory sockets, String host) throws Exception {
        Endpoints endpoints = new Endpoints(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), true);
        WebhookSender sender = new WebhookSender(endpoints, sockets, Duration.ofSeconds(10));
        try (Stranger stranger = Stranger.on(
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                connection -> {
                    Stranger.head(connection);
                    connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nsecret".getBytes(UTF_8));
                })) {
            return sender.post(Endpoint.parse("https://" + host + ":" + stranger.port() + "/"), Map.of(), new byte[0]);
        }
    }

    @Test
    void isThatOfTheHostInTheUrl() throws Exception {
        Outcome outcome = post(context.getSocketFactory(), "receiver.example");

        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.delivered()).isTrue();
        assertThat(outcome.body()).isEqualTo("secret");
    }

    @Test
    void isNotThatOfAnotherHost() throws Exception {
        Outcome outcome = post(context.getSocketFactory(), "other.example");

        assertThat(outcome.status()).isEmpty();
        assertThat(outcome.error()).startsWith("TLS failed: ").contains("other.example");
    }

    @Test
    void isNotThatOfTheAddress() throws Exception {
        assertThat(post(context.getSocketFactory(), "127.0.0.1").error()).startsWith("TLS failed: ");
    }

    @Test
    void isOneThatTheMachineTrusts() throws Exception {
        Outcome outcome = post((SSLSocketFactory) SSLSocketFactory.getDefault(), "receiver.example");

        assertThat(outcome.status()).isEmpty();
        assertThat(outcome.error()).startsWith("TLS failed: ");
    }
}
