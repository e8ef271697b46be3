package com.adgenius.host.server.webhook.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final byte[] BODY = "{\"type\":\"test\"}".getBytes(UTF_8);
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

    private final AtomicInteger lookUps = new AtomicInteger();

    /** A sender for which every name is on this machine. */
    private WebhookSender sender() {
        return sender(
                host -> {
                    lookUps.incrementAndGet();
                    return LOOPBACK;
                },
                true);
    }

    private static WebhookSender sender(NameResolver resolver, boolean local) {
        return new WebhookSender(
                new Endpoints(resolver, local), (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT);
    }

    private Outcome post(int port) throws Exception {
        return post(port, BODY);
    }

    private Outcome post(int port, byte[] body) throws Exception {
        Endpoint endpoint = Endpoint.parse("http://receiver.example:" + port + "/a?b=c");
        return sender().post(endpoint, Map.of("webhook-id", "msg_1"), body);
    }

    private Outcome answered(String answer) throws Exception {
        try (Stranger stranger = Stranger.answering(answer)) {
            return post(stranger.port());
        }
    }

    @Test
    void postsTheBodyToTheAddressThatWasLookedUpOnce() throws Exception {
        BlockingQueue<List<String>> heads = new LinkedBlockingQueue<>();
        try (Stranger stranger = Stranger.who(connection -> {
            heads.add(Stranger.head(connection));
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8));
        })) {
            Outcome outcome = post(stranger.port());

            assertThat(outcome.delivered()).isTrue();
            assertThat(outcome.body()).isEqualTo("ok");
            assertThat(outcome.error()).isEmpty();
            assertThat(lookUps).as("the name is known to nobody else").hasValue(1);
            assertThat(heads.poll(10, TimeUnit.SECONDS))
                    .startsWith("POST /a?b=c HTTP/1.1")
                    .contains(
                            "Host: receiver.example:" + stranger.port(),
                            "Content-Length: " + BODY.length,
                            "Connection: close",
                            "webhook-id: msg_1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false",
        "201, true, false",
        "204, true, false",
        "299, true, false",
        "301, false, false",
        "304, false, false",
        "400, false, false",
        "410, false, true",
        "500, false, false",
    })
    void takesNothingButA2xxForSuccess(int status, boolean delivered, boolean gone) throws Exception {
        Outcome outcome = answered("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n\r\n");

        assertThat(outcome.status()).hasValue(status);
        assertThat(outcome.delivered()).isEqualTo(delivered);
        assertThat(outcome.gone()).isEqualTo(gone);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        try (Stranger elsewhere = Stranger.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            Outcome outcome = answered("HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:" + elsewhere.port()
                    + "/\r\nContent-Length: 0\r\n\r\n");

            assertThat(outcome.status()).hasValue(status);
            assertThat(outcome.delivered()).isFalse();
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void readsABodyHoweverItIsFramed() throws Exception {
        assertThat(answered("HTTP/1.1 200 OK\r\n\r\nuntil the end").body()).isEqualTo("until the end");
        assertThat(answered("HTTP/1.0 500 Oh\r\nContent-Length: 3\r\n\r\nabcdef")
                        .body())
                .isEqualTo("abc");
        assertThat(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                        .body())
                .isEqualTo("abcde");
        assertThat(answered("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 202 OK\r\n\r\n")
                        .status())
                .hasValue(202);
    }

    @Test
    void readsNoMoreThanTheBeginningOfABody() throws Exception {
        String huge = "x".repeat(100_000);

        assertThat(answered("HTTP/1.1 200 OK\r\n\r\n" + huge).body()).hasSize(1024);
        assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + huge)
                        .body())
                .hasSize(1024);
        assertThat(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n" + huge + "\r\n0\r\n\r\n")
                        .body())
                .hasSize(1024);
        assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx")
                        .delivered())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 999 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nHalf",
            })
    void takesNothingElseForAnAnswer(String answer) throws Exception {
        Outcome outcome = answered(answer);

        assertThat(outcome.status()).isEmpty();
        assertThat(outcome.error()).startsWith("The connection failed: ");
    }

    @Test
    void readsNoHeadWithoutAnEnd() throws Exception {
        assertThat(answered("HTTP/1.1 200 OK\r\nX: " + "x".repeat(40_000) + "\r\n\r\n")
                        .error())
                .contains("longer than");
        assertThat(answered("HTTP/1.1 100 Continue\r\n\r\n".repeat(50)).error()).contains("interim");
    }

    private void endsInTime(Stranger.Manners manners, byte[] body, String error) throws Exception {
        try (Stranger stranger = Stranger.who(manners)) {
            long start = System.nanoTime();

            Outcome outcome = post(stranger.port(), body);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.multipliedBy(3));
            assertThat(outcome.status()).isEmpty();
            assertThat(outcome.error()).contains(error);
        }
    }

    private static void never(Socket connection) throws InterruptedException {
        assertThat(connection.isConnected()).isTrue();
        new CountDownLatch(1).await();
    }

    @Test
    void endsInTimeWhateverAReceiverDoes() throws Exception {
        endsInTime(WebhookSenderTest::never, BODY, "no answer within 1 s");
        endsInTime(WebhookSenderTest::never, new byte[32 << 20], "no answer within 1 s");
        endsInTime(
                connection -> {
                    Stranger.head(connection);
                    for (byte each : "HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8)) {
                        connection.getOutputStream().write(each);
                        connection.getOutputStream().flush();
                        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                    }
                },
                BODY,
                "no answer within 1 s");
    }

    @Test
    void takesAnAnswerWhoseBodyDoesNotEnd() throws Exception {
        try (Stranger stranger = Stranger.who(connection -> {
            Stranger.head(connection);
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes(UTF_8));
            never(connection);
        })) {
            Outcome outcome = post(stranger.port());

            assertThat(outcome.delivered()).isTrue();
            assertThat(outcome.body()).isEqualTo("half");
        }
    }

    @Test
    void endsInTimeWhenTheNameIsNotFoundInTime() throws Exception {
        WebhookSender slow = sender(
                host -> {
                    try {
                        new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return LOOPBACK;
                },
                true);

        assertThat(slow.post(Endpoint.parse("http://slow.example:9/"), Map.of(), BODY)
                        .error())
                .contains("no answer within 1 s");
    }

    @Test
    void triesTheNextAddressWhereOneIsAway() throws Exception {
        try (Stranger stranger = Stranger.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            WebhookSender sender =
                    sender(_ -> List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")), true);

            assertThat(sender.post(Endpoint.parse("http://receiver.example:" + stranger.port() + "/"), Map.of(), BODY)
                            .delivered())
                    .isTrue();
        }
    }

    /** DNS rebinding: the name had an allowed address when it was checked, and has another one when it is sent to. */
    @Test
    void connectsToNoAddressThatIsNotAllowedByThen() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1", "10.0.0.7"));
        Endpoints endpoints = new Endpoints(_ -> List.of(InetAddress.ofLiteral(answers.remove())), false);
        WebhookSender sender = new WebhookSender(endpoints, (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT);
        try (Stranger inside = Stranger.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            Endpoint endpoint = Endpoint.parse("https://rebound.example:" + inside.port() + "/");
            assertThat(endpoints.addresses(endpoint)).hasSize(1);

            Outcome outcome = sender.post(endpoint, Map.of(), BODY);

            assertThat(outcome.error()).startsWith("The URL must have a host on the public Internet");
            assertThat(outcome.status()).isEmpty();
            assertThat(inside.connections()).isZero();
            assertThat(sender.post(endpoint, Map.of(), BODY).error()).contains("private");
        }
    }

    @Test
    void usesNoProxy() throws Exception {
        String before = System.setProperty("socksProxyHost", "127.0.0.1");
        try (Stranger proxy = Stranger.answering("");
                Stranger stranger = Stranger.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            System.setProperty("socksProxyPort", String.valueOf(proxy.port()));

            assertThat(post(stranger.port()).delivered()).isTrue();
            assertThat(proxy.connections()).isZero();
        } finally {
            System.clearProperty("socksProxyPort");
            if (before == null) {
                System.clearProperty("socksProxyHost");
            } else {
                System.setProperty("socksProxyHost", before);
            }
        }
    }
}
