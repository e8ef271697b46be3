package com.adgenius.plugins.openai;

import static com.adgenius.plugins.openai.Setup.fails;
import static com.adgenius.plugins.openai.Setup.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.openai.fake.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between the plugin and its server, and how often it is asked. */
class RefusalTest {

    private final Setup setup = Setup.open();

    @AfterEach
    void close() {
        setup.close();
    }

    private void ask() throws Exception {
        setup.text.generate(plain(), setup.context());
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_value,INVALID_INPUT,did not accept the request",
        "400,context_length_exceeded,INVALID_INPUT,longer than the model takes",
        "400,content_policy_violation,BLOCKED,change the brief",
        "401,invalid_api_key,UNAUTHORIZED,api_key",
        "403,unsupported_country_region_territory,UNAUTHORIZED,does not permit",
        "404,model_not_found,NO_PROVIDER,no model \"text-fake\"",
        "404,'',NO_PROVIDER,base_url",
        "405,'',NO_PROVIDER,base_url",
        "307,'',NO_PROVIDER,base_url",
        "408,'',UNAVAILABLE,status 408",
        "413,'',INVALID_INPUT,did not accept",
        "418,'',INVALID_INPUT,status 418",
        "422,'',INVALID_INPUT,did not accept",
        "429,insufficient_quota,QUOTA_EXCEEDED,billing",
        "500,server_error,UNAVAILABLE,status 500",
        "502,'',UNAVAILABLE,status 502",
        "504,'',UNAVAILABLE,status 504"
    })
    void eachStatusIsTypedAndAskedOnce(int status, String code, FailureCode expected, String words) {
        setup.server.then(Reply.error(status, code, "Something about it."));

        fails(expected, this::ask, words);
        assertThat(setup.server.received()).hasSize(1);
        assertThat(setup.pauses.noted()).isEmpty();
    }

    @Test
    void aWrongKeyIsNamedWithoutBeingShown() {
        try (Setup guarded = Setup.wanting("sk-right").key("sk-wrong-and-secret")) {
            PluginException failure =
                    fails(FailureCode.UNAUTHORIZED, () -> guarded.text.generate(plain(), guarded.context()), "API key");
            assertThat(failure.getMessage()).doesNotContain("sk-wrong");
        }
    }

    @Test
    void aKeyThatTheServerRepeatsIsNotShown() {
        setup.key("sk-secret");
        setup.server.then(Reply.error(400, "x", "The key sk-secret\u0000\n\tis\u202e odd " + "very ".repeat(200)));

        assertThat(fails(FailureCode.INVALID_INPUT, this::ask, "The key *** is odd very"))
                .hasMessageNotContaining("sk-secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aKeyThatCannotBeSentIsNamedWithoutBeingShown() {
        setup.key("sk-one\nX-Other: two");

        assertThat(fails(FailureCode.UNAUTHORIZED, this::ask, "api_key")).hasMessageNotContaining("sk-one");
        assertThat(setup.server.received()).isEmpty();
    }

    @Test
    void anotherModelIsNamed() {
        setup.set("text_model", "llama-9");

        fails(FailureCode.NO_PROVIDER, this::ask, "has no model \"llama-9\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"model 'x' is loading\"}|model 'x' is loading",
                "{\"object\":\"error\",\"message\":\"max_tokens is too large\",\"code\":400}|max_tokens is too large",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Field required\"}]}|Field required",
                "{\"detail\":\"Not like this\"}|Not like this",
                "<html>nginx</html>|did not accept the request;",
                "[]|did not accept the request;"
            })
    void otherServersWordsAreUnderstoodToo(String body, String words) {
        setup.server.then(new Reply(400, Map.of(), body, Reply.Manner.WHOLE));

        fails(FailureCode.INVALID_INPUT, this::ask, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoSurelyDidNothingIsAskedAgain(int status) throws Exception {
        setup.server.then(Reply.error(status, "", "busy"), Reply.error(status, "", "busy"), Reply.chat("Run"));

        assertThat(setup.text.generate(plain(), setup.context()).text()).isEqualTo("Run");
        assertThat(setup.server.received()).hasSize(3);
        assertThat(setup.pauses.noted()).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20));
    }

    @ParameterizedTest
    @CsvSource({"429,QUOTA_EXCEEDED", "503,UNAVAILABLE"})
    void afterThreeTimesThatIsSaid(int status, FailureCode code) {
        setup.server.then(
                Reply.error(status, "", "busy"), Reply.error(status, "", "busy"), Reply.error(status, "", "very busy"));

        assertThat(fails(code, this::ask, "very busy", "try again later").code().retriable())
                .isTrue();
        assertThat(setup.server.received()).hasSize(3);
    }

    @Test
    void theServersOwnPauseIsKept() throws Exception {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(5));
        setup.server.then(
                Reply.error(429, "", "busy").with("Retry-After", "7"),
                Reply.error(503, "", "busy").with("Retry-After", soon));

        ask();

        assertThat(setup.pauses.noted()).containsExactly(Duration.ofSeconds(7), Duration.ZERO);
    }

    @Test
    void aPauseBeyondTheDeadlineOrALongOneIsNotWaitedFor() {
        setup.server.then(Reply.error(429, "", "busy").with("Retry-After", "90"));
        fails(FailureCode.QUOTA_EXCEEDED, this::ask, "try again in 90 s");

        setup.set("text_timeout_seconds", 3);
        setup.server.then(Reply.error(429, "", "busy").with("Retry-After", "4"));
        fails(FailureCode.QUOTA_EXCEEDED, this::ask, "try again in 4 s");

        assertThat(setup.server.received()).hasSize(2);
        assertThat(setup.pauses.noted()).isEmpty();
    }

    @Test
    void theUsualPausesGrowAndDifferAndAreFew() {
        for (int i = 0; i < 100; i++) {
            assertThat(Backoff.GROWING.pause(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
            assertThat(Backoff.GROWING.pause(2)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1500));
        }
        assertThat(Backoff.GROWING.next(3, Optional.empty(), Deadline.in(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reply.Manner.class,
            names = {"NEVER", "HALF"})
    @Timeout(20)
    void whoDoesNotAnswerInTimeIsNotAskedAgain(Reply.Manner manner) {
        setup.set("text_timeout_seconds", 1);
        setup.server.then(Reply.chat("Run farther").sent(manner));

        assertThat(fails(FailureCode.UNAVAILABLE, this::ask, "did not answer in time", "not asked again")
                        .code()
                        .retriable())
                .isTrue();
        assertThat(setup.server.received()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void aStreamThatStopsEndsWithTheDeadline() {
        setup.set("text_timeout_seconds", 1);
        setup.server.then(Reply.stream(List.of("Run ", "farther"), "stop").sent(Reply.Manner.HELD_STREAM));

        fails(
                FailureCode.UNAVAILABLE,
                () -> setup.text.stream(plain(), _ -> {}, setup.context()),
                "did not answer in time");
    }

    @Test
    void aLostConnectionIsNotAskedAgain() {
        setup.server.then(Reply.chat("Run farther").sent(Reply.Manner.CUT));

        fails(FailureCode.UNAVAILABLE, this::ask, "was lost", "try again");
        assertThat(setup.server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "[1,2]", "{\"choices\":", "{} {}", "{\"id\":1,\"id\":2}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        setup.server.then(Reply.text(body));

        fails(FailureCode.INVALID_RESULT, this::ask, "did not answer a JSON object", "base_url");
        assertThat(setup.server.received()).hasSize(1);
    }

    @Test
    void anAnswerWithoutEndIsNotKept() {
        setup.server.then(Reply.text("\"" + "a".repeat(8_000_001) + "\""));

        fails(FailureCode.INVALID_RESULT, this::ask, "more than 8 MB");
    }

    @Test
    void aRefusedConnectionIsTriedAgainAndThenNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        setup.set("base_url", "http://127.0.0.1:" + free + "/v1");

        fails(FailureCode.UNAVAILABLE, this::ask, "127.0.0.1:" + free + " accepts no connection", "base_url");
        assertThat(setup.pauses.noted()).hasSize(2);
    }

    @Test
    void aHostThatIsNotAllowedIsNotAsked() {
        setup.set("base_url", "http://192.0.2.1/v1");

        fails(FailureCode.PERMISSION_DENIED, this::ask, "192.0.2.1");
    }

    @RepeatedTest(20)
    @Timeout(20)
    void aServerThatSpeaksNoTlsIsNamed() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> answerWithoutTls(plain));
            setup.set("base_url", "https://127.0.0.1:" + plain.getLocalPort() + "/v1");

            fails(FailureCode.UNAVAILABLE, this::ask, "certificate", "http or https");
            answering.join();
        }
    }

    private static void answerWithoutTls(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoSetNoServerOrNoModelIsToldWhatToSet() {
        setup.without("text_model");
        fails(FailureCode.NO_PROVIDER, this::ask, "text_model");
        setup.without("base_url");
        fails(FailureCode.NO_PROVIDER, this::ask, "base_url");
        assertThat(setup.server.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:password@host/v1",
                "http://host/v1?key=secret",
                "http://host/v1#x",
                "ftp://host/v1",
                "http:///v1",
                "http://[::1/v1",
                "localhost:11434"
            })
    void anAddressThatIsNoneIsNotAsked(String address) {
        setup.set("base_url", address);

        assertThat(fails(FailureCode.NO_PROVIDER, this::ask, "base_url")).hasMessageNotContaining("password");
    }

    @Test
    void slashesAtTheEndOfTheAddressDoNotMatter() throws Exception {
        setup.set("base_url", setup.server.baseUrl() + "//");

        ask();

        assertThat(setup.server.received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reply.Manner.class,
            names = {"NEVER", "HALF"})
    @Timeout(20)
    void anInterruptionEndsTheCall(Reply.Manner manner) throws Exception {
        setup.server.then(Reply.chat("Run farther").sent(manner));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                ask();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        setup.server.awaitRequest();

        asking.interrupt();
        asking.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(setup.server.received()).hasSize(1);
    }
}
