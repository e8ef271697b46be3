package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugins.vertex.fake.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way that a call can fail ends in its typed failure, alike through Google's client, a stream and plain HTTP. */
class FailuresTest {

    /** The ways to Vertex AI. */
    enum Way {
        CLIENT {
            @Override
            void go(VertexTenant tenant) throws Exception {
                new VertexTextModel(tenant.plugin()).generate(text(), tenant.context());
            }
        },
        STREAM {
            @Override
            void go(VertexTenant tenant) throws Exception {
                new VertexTextModel(tenant.plugin()).stream(text(), piece -> {}, tenant.context());
            }
        },
        PLAIN_HTTP {
            @Override
            void go(VertexTenant tenant) throws Exception {
                ImageRequest request = new ImageRequest(
                        Briefs.of("running-shoe"), "A shoe", 100, 100, SafeArea.WHOLE, 1, List.of(), Map.of());
                new VertexImageModel(tenant.plugin()).generate(request, tenant.context());
            }
        };

        abstract void go(VertexTenant tenant) throws Exception;

        private static TextRequest text() {
            return new TextRequest(Briefs.of("running-shoe"), "Write.", "A shoe", "", Map.of());
        }
    }

    private record Refusal(int http, String status, FailureCode code, String words) {}

    @ParameterizedTest
    @EnumSource
    void whatGoogleRefusesIsTypedAndNotAskedAgain(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            int calls = 0;
            for (Refusal refusal : List.of(
                    new Refusal(400, "INVALID_ARGUMENT", FailureCode.INVALID_INPUT, "refuses the request"),
                    new Refusal(400, "OUT_OF_RANGE", FailureCode.INVALID_INPUT, "refuses the request"),
                    new Refusal(400, "FAILED_PRECONDITION", FailureCode.UNAUTHORIZED, "as it is set up"),
                    new Refusal(401, "UNAUTHENTICATED", FailureCode.UNAUTHORIZED, "service_account"),
                    new Refusal(403, "PERMISSION_DENIED", FailureCode.UNAUTHORIZED, "Vertex AI User"),
                    new Refusal(404, "NOT_FOUND", FailureCode.UNAUTHORIZED, "at this location"),
                    new Refusal(409, "ABORTED", FailureCode.UNAVAILABLE, "not asked again"),
                    new Refusal(499, "CANCELLED", FailureCode.UNAVAILABLE, "not asked again"),
                    new Refusal(500, "INTERNAL", FailureCode.UNAVAILABLE, "not asked again"),
                    new Refusal(501, "UNIMPLEMENTED", FailureCode.INVALID_INPUT, "refuses the request"),
                    new Refusal(504, "DEADLINE_EXCEEDED", FailureCode.UNAVAILABLE, "not asked again"))) {
                tenant.fake().reply(Reply.error(refusal.http(), refusal.status(), "Google's own words"));

                assertFails(() -> way.go(tenant), refusal.code(), refusal.words());
                assertThat(tenant.fake().calls()).as(refusal.status()).hasSize(++calls);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatGoogleDidNotDoIsAskedAgain(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake()
                    .reply(
                            Reply.error(503, "UNAVAILABLE", "Overloaded"),
                            Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"));

            way.go(tenant);

            assertThat(tenant.fake().calls()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheLastAttemptTheQuotaOrTheOutageIsTold(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            Reply quota = Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for requests_per_minute");
            Reply away = Reply.error(503, "UNAVAILABLE", "The service is currently unavailable");
            tenant.fake().reply(quota, quota, quota, away, away, away);

            assertFails(() -> way.go(tenant), FailureCode.QUOTA_EXCEEDED, "requests_per_minute");
            assertFails(() -> way.go(tenant), FailureCode.UNAVAILABLE, "overloaded or away");
            assertThat(tenant.fake().calls()).hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionIsNotAskedAgain(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().reply(Reply.broken());
            assertFails(() -> way.go(tenant), FailureCode.UNAVAILABLE, "connection to Vertex AI broke");

            tenant.fake().reply(Reply.cutOff());
            assertThatThrownBy(() -> way.go(tenant)).isInstanceOf(PluginException.class);
            assertThat(tenant.fake().calls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingListensNothingWasDone(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().close();

            assertFails(() -> way.go(tenant), FailureCode.UNAVAILABLE, "cannot be reached at 127.0.0.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatComesTooLateIsNotAskedAgain(Way way) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (VertexTenant tenant = VertexTenant.with(Map.of("deadline_seconds", BigDecimal.ONE))) {
            tenant.fake().reply(Reply.silent(released));

            assertFails(() -> way.go(tenant), FailureCode.UNAVAILABLE, "did not answer within 1 s");
            assertThat(tenant.fake().calls()).hasSize(1);
        } finally {
            released.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptionEndsTheCallAtOnce(Way way) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (VertexTenant tenant = VertexTenant.standard();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            tenant.fake().reply(exchange -> {
                arrived.countDown();
                Reply.silent(released).answer(exchange);
            });
            Future<?> call = callers.submit(() -> {
                assertThatThrownBy(() -> way.go(tenant)).isInstanceOf(InterruptedException.class);
                return way;
            });
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            callers.shutdownNow();

            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(way);
        } finally {
            released.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopEndsWhatIsUnderWay(Way way) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (VertexTenant tenant = VertexTenant.standard();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            tenant.fake().reply(exchange -> {
                arrived.countDown();
                Reply.silent(released).answer(exchange);
            });
            Future<?> call = callers.submit(() -> {
                assertThatThrownBy(() -> way.go(tenant)).isInstanceOf(PluginException.class);
                return way;
            });
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            long begin = System.nanoTime();

            tenant.plugin().stop();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(way);
        } finally {
            released.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "STREAM"})
    void whatSafetyFiltersStopIsBlocked(Way way) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (String reason :
                    List.of("SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "MODEL_ARMOR", "JAILBREAK")) {
                tenant.fake().reply(Reply.promptBlocked(reason));
                assertFails(() -> way.go(tenant), FailureCode.BLOCKED, "refuses the request");
            }
            for (String reason : List.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII")) {
                tenant.fake().reply(Reply.finished(reason));
                assertFails(() -> way.go(tenant), FailureCode.BLOCKED, "withheld its answer");
            }
        }
    }

    @Test
    void whatIsNoAnswerIsAnInvalidResult() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (Reply reply : List.of(
                    Reply.finished("MAX_TOKENS"),
                    Reply.finished("OTHER"),
                    Reply.finished("A_REASON_OF_NEXT_YEAR"),
                    Reply.text(""),
                    Reply.raw(200, "{}"),
                    Reply.raw(200, "{\"candidates\":[]}"),
                    Reply.raw(200, "{\"candidates\":7}"),
                    Reply.raw(200, "<html>A page of a proxy</html>"))) {
                tenant.fake().reply(reply);
                assertFails(() -> Way.CLIENT.go(tenant), FailureCode.INVALID_RESULT, "");
            }
            tenant.fake().reply(Reply.text("{\"headline\": \"Run"));
            assertFails(
                    () -> new VertexTextModel(tenant.plugin())
                            .generate(
                                    new TextRequest(
                                            Briefs.of("running-shoe"),
                                            "Write.",
                                            "A shoe",
                                            "{\"type\":\"object\",\"properties\":{\"headline\":{\"type\":\"string\"}}}",
                                            Map.of()),
                                    tenant.context()),
                    FailureCode.INVALID_RESULT,
                    "JSON was asked for");
        }
    }

    @Test
    void googlesWordsAreShownShortAndInOneLine() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().reply(Reply.error(400, "INVALID_ARGUMENT", "Too\nlong:\u0000 " + "x".repeat(5000)));

            assertThatThrownBy(() -> Way.PLAIN_HTTP.go(tenant))
                    .hasMessageContaining("Too long: xxx")
                    .satisfies(
                            e -> assertThat(e.getMessage()).hasSizeLessThan(420).doesNotContain("\n"));
        }
    }

    private static void assertFails(ThrowingCallable call, FailureCode code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words);
        });
    }
}
