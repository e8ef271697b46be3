package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugins.vertex.fake.Answers;
import com.adgenius.plugins.vertex.fake.Call;
import com.adgenius.plugins.vertex.fake.Reply;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertexVideoModelTest {

    @Test
    void aVideoIsStartedPolledStoredOnceAndMetered() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().videoAfter(3);
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));

            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Running.class);
            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Running.class);
            VideoStatus.Succeeded made = (VideoStatus.Succeeded) poll(tenant, handle);

            assertThat(made.video().mediaType()).isEqualTo("video/mp4");
            assertThat(tenant.bytes(made.video())).isEqualTo(Answers.mp4());
            assertThat(made.usage().model()).isEqualTo("veo-3.1-generate-001");
            assertThat(made.usage().quantities()).isEqualTo(Map.of("videos", 1L, "seconds", 6L));
            assertThat(poll(tenant, handle)).isEqualTo(made);
            assertThat(tenant.stored()).hasSize(1);
            assertThat(tenant.fake().calls()).hasSize(4);
        }
    }

    @Test
    void aFirstFrameAndParametersAreSent() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(Map.of("person_generation", "allow_adult"))) {
            Blob logo = tenant.media("image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
            Blob frame = tenant.media("image/png", new byte[] {1, 2, 3});
            Map<String, Object> parameters =
                    Map.of("seed", BigDecimal.TEN, "negative_prompt", "text", "generate_audio", true);
            start(tenant, request(1080, 1920, 7, List.of(logo, frame, frame), parameters));

            assertThat(tenant.fake().onlyCall().verb()).isEqualTo("predictLongRunning");
            assertThat(tenant.fake().onlyCall().body().toString())
                    .isEqualTo("{\"instances\":[{\"prompt\":\"A shoe runs\",\"image\":"
                            + "{\"bytesBase64Encoded\":\"AQID\",\"mimeType\":\"image/png\"}}],\"parameters\":"
                            + "{\"sampleCount\":1,\"durationSeconds\":8,\"aspectRatio\":\"9:16\",\"resolution\":\"1080p\","
                            + "\"generateAudio\":true,\"negativePrompt\":\"text\",\"personGeneration\":\"allow_adult\","
                            + "\"seed\":10}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"3,4", "4,4", "5,6", "6,6", "8,8", "12,8", "16,8"})
    void theNearestLengthOfVeosIsMade(int wished, int made) throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            start(tenant, request(1280, 720, wished, List.of(), Map.of()));

            JsonObject parameters = tenant.fake().onlyCall().body().getAsJsonObject("parameters");
            assertThat(parameters.get("durationSeconds").getAsInt()).isEqualTo(made);
            assertThat(parameters.get("resolution").getAsString()).isEqualTo("720p");
        }
    }

    @Test
    void whatVeoCannotMakeIsRefusedBeforeItIsPaid() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (VideoRequest refused : List.of(
                    request(1080, 1080, 6, List.of(), Map.of()),
                    request(1080, 1350, 6, List.of(), Map.of()),
                    request(1920, 1080, 30, List.of(), Map.of()),
                    request(1920, 1080, 1, List.of(), Map.of()))) {
                assertStartFails(tenant, refused, FailureCode.INVALID_INPUT, "Veo makes videos of");
            }
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void anotherInstanceGoesOnByTheHandleAlone() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().videoAfter(2);
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));
            assertThat(handle).startsWith("v1:").hasSizeLessThan(4096);
            poll(tenant, handle);
            tenant.plugin().stop();
            tenant.plugin().start();

            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Succeeded.class);
            assertThat(tenant.fake().operations()).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswerToTheStartIsAnUnknownOutcomeAndNothingIsStartedTwice() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (Reply lost : List.of(
                    Reply.broken(),
                    Reply.cutOff(),
                    Reply.error(500, "INTERNAL", "Internal error"),
                    Reply.error(504, "DEADLINE_EXCEEDED", "Deadline exceeded"),
                    Reply.raw(200, "{}"),
                    Reply.raw(200, "{\"name\":\"../../other\"}"),
                    Reply.raw(200, "no json"))) {
                int before = tenant.fake().calls().size();
                tenant.fake().reply(lost);
                assertStartFails(
                        tenant,
                        request(1920, 1080, 6, List.of(), Map.of()),
                        FailureCode.UNKNOWN_OUTCOME,
                        "was not started again");
                assertThat(tenant.fake().calls()).hasSize(before + 1);
            }
            assertThat(tenant.fake().operations()).isZero();
        }
    }

    @Test
    void aStartThatGoogleRefusedIsTriedAgainOrTypedByItsReason() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().reply(Reply.error(503, "UNAVAILABLE", "Overloaded"));
            start(tenant, request(1920, 1080, 6, List.of(), Map.of()));
            assertThat(tenant.fake().operations()).isEqualTo(1);

            tenant.fake().reply(Reply.error(403, "PERMISSION_DENIED", "Permission denied"));
            assertStartFails(
                    tenant, request(1920, 1080, 6, List.of(), Map.of()), FailureCode.UNAUTHORIZED, "Vertex AI User");
        }
    }

    @Test
    void aCancelledVideoIsNotFetched() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));

            new VertexVideoModel(tenant.plugin()).cancel(handle, tenant.context());

            assertThat(poll(tenant, handle))
                    .isInstanceOfSatisfying(
                            VideoStatus.Failed.class,
                            failed -> assertThat(failed.message()).contains("cancelled"));
            assertThat(tenant.fake().calls()).hasSize(1);
            assertThat(tenant.stored()).isEmpty();
        }
    }

    @Test
    void oneBadMinuteOfTheNetworkEndsNoVideo() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));
            tenant.fake().reply(Reply.broken(), Reply.error(500, "INTERNAL", "Internal error"));

            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Running.class);
            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Running.class);
            assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Succeeded.class);
        }
    }

    @Test
    void anOperationThatFailedSaysWhy() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));

            assertFailed(
                    tenant,
                    handle,
                    Reply.failed(3, "The prompt could not be submitted as it violates the usage guidelines."),
                    FailureCode.BLOCKED);
            assertFailed(tenant, handle, Reply.failed(3, "Unsupported image."), FailureCode.INVALID_INPUT);
            assertFailed(tenant, handle, Reply.failed(7, "Permission denied"), FailureCode.UNAUTHORIZED);
            assertFailed(tenant, handle, Reply.failed(8, "Quota exceeded"), FailureCode.QUOTA_EXCEEDED);
            assertFailed(tenant, handle, Reply.failed(13, "Internal error"), FailureCode.UNAVAILABLE);
            assertFailed(tenant, handle, Reply.failed(1, "Cancelled"), FailureCode.UNAVAILABLE);
            assertFailed(tenant, handle, Reply.error(404, "NOT_FOUND", "gone"), FailureCode.UNKNOWN_OUTCOME);
        }
    }

    @Test
    void whatVeoWithheldIsBlockedWithItsReasons() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));
            JsonArray reasons = new JsonArray();
            reasons.add("Veo found a celebrity. Support code: 29310472");
            JsonObject response = new JsonObject();
            response.addProperty("raiMediaFilteredCount", 1);
            response.add("raiMediaFilteredReasons", reasons);
            tenant.fake().reply(Reply.done(response));

            assertThat(poll(tenant, handle)).isInstanceOfSatisfying(VideoStatus.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo(FailureCode.BLOCKED);
                assertThat(failed.message()).contains("29310472");
            });
        }
    }

    @Test
    void malformedMediaIsAnInvalidResultAndNothingIsStored() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String handle = start(tenant, request(1920, 1080, 6, List.of(), Map.of()));
            byte[] mp4 = Answers.mp4();
            JsonObject unreadable = Answers.videos(mp4, "video/mp4");
            unreadable.getAsJsonArray("videos").get(0).getAsJsonObject().addProperty("bytesBase64Encoded", "%%%");
            JsonObject elsewhere = Answers.videos(mp4, "video/mp4");
            JsonObject video = elsewhere.getAsJsonArray("videos").get(0).getAsJsonObject();
            video.remove("bytesBase64Encoded");
            video.addProperty("gcsUri", "gs://bucket/video.mp4");

            for (JsonObject response : List.of(
                    Answers.videos(Arrays.copyOf(mp4, mp4.length - 4), "video/mp4"),
                    Answers.videos(Arrays.copyOf(mp4, ByteBuffer.wrap(mp4).getInt()), "video/mp4"),
                    Answers.videos("<html>no video</html>".getBytes(StandardCharsets.UTF_8), "video/mp4"),
                    Answers.videos(new byte[0], "video/mp4"),
                    Answers.videos(mp4, "video/webm"),
                    unreadable,
                    elsewhere,
                    new JsonObject())) {
                assertFailed(tenant, handle, Reply.done(response), FailureCode.INVALID_RESULT);
            }
            assertThat(tenant.stored()).isEmpty();
        }
    }

    @Test
    void aHandleThatIsNoneIsNotKnownAndReachesNothing() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            String forged = Base64.getUrlEncoder()
                    .encodeToString(
                            "{\"operation\":\"projects/x/../../y/operations/1\"}".getBytes(StandardCharsets.UTF_8));
            for (String handle : List.of("", "v9:abc", "v1:%", "v1:abc", "v1:" + forged)) {
                assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Failed.class);
                new VertexVideoModel(tenant.plugin()).cancel(handle, tenant.context());
            }
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void allBriefsAreFilmed() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (Briefs.Named named : Briefs.all()) {
                Brief brief = named.brief();
                String handle = start(
                        tenant,
                        new VideoRequest(
                                brief,
                                brief.prompt(),
                                1080,
                                1920,
                                Duration.ofSeconds(6),
                                SafeArea.WHOLE,
                                1,
                                List.of(),
                                Map.of()));
                assertThat(poll(tenant, handle)).isInstanceOf(VideoStatus.Succeeded.class);
            }
            assertThat(tenant.fake().calls().stream()
                            .filter(call -> call.verb().equals("predictLongRunning"))
                            .map(Call::body)
                            .map(body -> body.getAsJsonArray("instances")
                                    .get(0)
                                    .getAsJsonObject()
                                    .get("prompt")
                                    .getAsString()))
                    .isEqualTo(Briefs.all().stream()
                            .map(named -> named.brief().prompt())
                            .toList());
        }
    }

    private static void assertFailed(VertexTenant tenant, String handle, Reply reply, FailureCode code)
            throws Exception {
        tenant.fake().reply(reply);
        assertThat(poll(tenant, handle)).isInstanceOfSatisfying(VideoStatus.Failed.class, failed -> {
            assertThat(failed.code()).as(failed.message()).isEqualTo(code);
            assertThat(failed.message()).isNotBlank();
        });
    }

    private static void assertStartFails(VertexTenant tenant, VideoRequest request, FailureCode code, String words) {
        assertThatThrownBy(() -> start(tenant, request)).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words);
        });
    }

    private static String start(VertexTenant tenant, VideoRequest request) throws Exception {
        return new VertexVideoModel(tenant.plugin()).start(request, tenant.context());
    }

    private static VideoStatus poll(VertexTenant tenant, String handle) throws Exception {
        return new VertexVideoModel(tenant.plugin()).poll(handle, tenant.context());
    }

    private static VideoRequest request(
            int width, int height, int seconds, List<Blob> references, Map<String, Object> parameters) {
        return new VideoRequest(
                Briefs.of("running-shoe"),
                "A shoe runs",
                width,
                height,
                Duration.ofSeconds(seconds),
                SafeArea.WHOLE,
                1,
                references,
                parameters);
    }
}
