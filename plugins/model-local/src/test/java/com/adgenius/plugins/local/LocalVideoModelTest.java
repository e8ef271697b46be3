package com.adgenius.plugins.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalVideoModelTest {

    @Test
    void aVideoIsAnMp4OfTheSizeAndLengthAskedFor() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            byte[] video = bytes(tenant, made(tenant, request("hotel-video", 320, 568, 3)));

            assertThat(new String(video, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
            ByteBuffer header = ByteBuffer.wrap(video);
            int movie = at(video, "mvhd");
            assertThat(header.getInt(movie + 16) * 1000.0 / header.getInt(movie + 12) * 0.001)
                    .isEqualTo(3);
            int track = at(video, "tkhd");
            assertThat(header.getInt(track + 76) >> 16).isEqualTo(320);
            assertThat(header.getInt(track + 80) >> 16).isEqualTo(568);
            assertThat(header.getInt(at(video, "stsz") + 8)).isEqualTo(90);
            int chunk = header.getInt(at(video, "stco") + 8);
            assertThat(new String(video, chunk - 4, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("mdat");
            assertThat(header.getInt(chunk - 8)).isEqualTo(video.length - chunk + 8);
        }
    }

    @Test
    void aNewerInstanceGoesOnWhereTheOldOneStoppedAndTheVideoIsTheSame() throws Exception {
        VideoRequest request = request("running-shoe", 640, 360, 3);
        try (TestTenant tenant = TestTenant.builder().build();
                TestTenant other = TestTenant.builder().build()) {
            byte[] atOnce = bytes(tenant, made(tenant, request));

            TenantContext context = other.context("model-local");
            String handle = with(model -> model.start(request, context));
            VideoStatus.Succeeded video = null;
            int polls = 0;
            while (video == null) {
                VideoStatus status = with(model -> model.poll(handle, context));
                polls++;
                video = status instanceof VideoStatus.Succeeded succeeded ? succeeded : null;
            }

            assertThat(polls).isGreaterThan(1);
            assertThat(bytes(other, video.video())).isEqualTo(atOnce);
        }
    }

    @Test
    void afterItSucceededThePollReturnsTheSameVideo() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext context = tenant.context("model-local");
            String handle = with(model -> model.start(request("bakery", 160, 284, 1), context));

            Blob first = finished(handle, context);

            assertThat(finished(handle, context)).isEqualTo(first);
        }
    }

    @Test
    void aCancelledVideoIsNotKnownAnyMore() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext context = tenant.context("model-local");
            String handle = with(model -> model.start(request("bakery", 160, 284, 1), context));
            assertThat(context.documents().ids("videos", "", 10)).hasSize(1);

            with(model -> {
                model.cancel(handle, context);
                return handle;
            });

            assertThat(context.documents().ids("videos", "", 10)).isEmpty();
            assertThat(poll(handle, context))
                    .isInstanceOfSatisfying(
                            VideoStatus.Failed.class,
                            failed -> assertThat(failed.message()).contains("cancelled"));
        }
    }

    @Test
    void aHandleOfAnotherKindIsNotKnown() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            assertThat(poll("v9:abc", tenant.context("model-local"))).isInstanceOf(VideoStatus.Failed.class);
        }
    }

    @Test
    void whatIsOlderThanThirtyDaysIsForgotten() throws Exception {
        Clock then = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (TestTenant tenant = TestTenant.builder().clock(then).build()) {
            TenantContext context = tenant.context("model-local");
            with(model -> model.start(request("bakery", 160, 284, 1), context));
            String old = context.documents().ids("videos", "", 10).getFirst();
            String ancient = "0" + old.substring(1).replaceFirst("^0\\d", "00");
            context.documents().put("videos", ancient, Map.of());

            with(model -> model.start(request("bakery", 160, 284, 1), context));

            assertThat(context.documents().ids("videos", "", 10)).hasSize(2).doesNotContain(ancient);
        }
    }

    @Test
    void aVideoThatCannotBeEncodedIsRefusedAtTheStart() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext context = tenant.context("model-local");
            for (VideoRequest refused : List.of(
                    request("bakery", 321, 180, 3),
                    request("bakery", 1920, 1920, 3),
                    request("bakery", 320, 180, 0),
                    request("bakery", 320, 180, 500))) {
                assertThatThrownBy(() -> with(model -> model.start(refused, context)))
                        .isInstanceOfSatisfying(
                                PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
            }
        }
    }

    @Test
    void anInterruptionEndsThePoll() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext context = tenant.context("model-local");
            String handle = with(model -> model.start(request("bakery", 160, 284, 1), context));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> with(model -> model.poll(handle, context)))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private interface Work<T> {

        T with(LocalVideoModel model) throws Exception;
    }

    /** Runs the work with an instance of the plugin of its own. */
    private static <T> T with(Work<T> work) throws Exception {
        LocalModelPlugin plugin = new LocalModelPlugin();
        plugin.start();
        try {
            return work.with(new LocalVideoModel(plugin));
        } finally {
            plugin.stop();
        }
    }

    private static VideoStatus poll(String handle, TenantContext context) throws Exception {
        return with(model -> model.poll(handle, context));
    }

    private static Blob made(TestTenant tenant, VideoRequest request) throws Exception {
        TenantContext context = tenant.context("model-local");
        return finished(with(model -> model.start(request, context)), context);
    }

    private static Blob finished(String handle, TenantContext context) throws Exception {
        return with(model -> {
            VideoStatus status = model.poll(handle, context);
            double fraction = -1;
            while (status instanceof VideoStatus.Running running) {
                assertThat(running.fraction()).isGreaterThan(fraction).isLessThan(1);
                fraction = running.fraction();
                status = model.poll(handle, context);
            }
            return ((VideoStatus.Succeeded) status).video();
        });
    }

    private static VideoRequest request(String brief, int width, int height, int seconds) {
        return new VideoRequest(
                Briefs.of(brief),
                "not read",
                width,
                height,
                Duration.ofSeconds(seconds),
                SafeArea.WHOLE,
                1,
                List.of(),
                Map.of());
    }

    private static byte[] bytes(TestTenant tenant, Blob blob) throws Exception {
        try (InputStream input = tenant.blobs().open(blob)) {
            return input.readAllBytes();
        }
    }

    /** Where the content of the first box of that type begins. */
    private static int at(byte[] video, String type) {
        return new String(video, StandardCharsets.ISO_8859_1).indexOf(type) + 4;
    }
}
