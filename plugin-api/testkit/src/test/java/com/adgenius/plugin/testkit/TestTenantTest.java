package com.adgenius.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestTenantTest {

    @Test
    void mediaIsReadBackAsItWasWritten() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            Blob blob =
                    tenant.blobs().write("text/plain", output -> output.write("slow".getBytes(StandardCharsets.UTF_8)));

            assertThat(blob.size()).isEqualTo(4);
            try (InputStream input = tenant.context("text").blobs().open(blob)) {
                assertThat(input.readAllBytes()).asString().isEqualTo("slow");
            }
        }
    }

    @Test
    void aSourceThatFailsStoresNothing() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            assertThatThrownBy(() -> tenant.blobs().write("text/plain", output -> {
                        output.write(1);
                        throw new IOException("torn");
                    }))
                    .hasMessage("torn");
            assertThat(tenant.storedBlobs()).isEmpty();
        }
    }

    @Test
    void mediaOfAnotherTenantIsNotThere() throws Exception {
        try (TestTenant one = TestTenant.builder().build();
                TestTenant other = TestTenant.builder().build()) {
            Blob blob = one.blobs().write("text/plain", output -> output.write(1));

            assertThatThrownBy(() -> other.blobs().open(blob)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void documentsAreAPluginsOwnAndPaged() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext text = tenant.context("text");
            for (String id : List.of("c", "a", "b")) {
                text.documents().put("drafts", id, Map.of("words", new BigDecimal(3)));
            }

            assertThat(tenant.context("text").documents().find("drafts", "a"))
                    .contains(Map.of("words", new BigDecimal(3)));
            assertThat(tenant.context("image").documents().find("drafts", "a")).isEmpty();
            assertThat(text.documents().ids("drafts", "a", 1)).containsExactly("b");
        }
    }

    @Test
    void whatIsNoJsonValueIsRefusedWithItsPlace() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            assertThatThrownBy(() ->
                            tenant.context("text").documents().put("drafts", "a", Map.of("list", List.of("x", 1))))
                    .hasMessageContaining("list[1]")
                    .hasMessageContaining("java.lang.Integer");
        }
    }

    @Test
    void anEventMustCarryThePluginsOwnPrefix() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            tenant.context("text").events().publish("text.drafted", Map.of("id", "1"));

            assertThat(tenant.events())
                    .singleElement()
                    .matches(event -> event.type().equals("text.drafted"));
            assertThatThrownBy(() -> tenant.context("text").events().publish("creative.generated", Map.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCheckpointOutlivesTheCallAndHasItsLimit() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            tenant.generation("text", "creative-1").saveCheckpoint("half");

            assertThat(tenant.generation("text", "creative-1").checkpoint()).contains("half");
            assertThat(tenant.generation("text", "creative-2").checkpoint()).isEmpty();
            assertThatThrownBy(() -> tenant.generation("text", "creative-1")
                            .saveCheckpoint("é".repeat(GenerationContext.CHECKPOINT_LIMIT / 2 + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aModelSeesTheSettingsAndSecretsOfItsOwnPlugin() throws Exception {
        try (TestTenant tenant = TestTenant.builder()
                .providerId("model-own")
                .settings("model-own", Map.of("model", "small"))
                .secrets("model-own", Map.of("key", "s3cret"))
                .textModel((request, context) -> new TextResponse(
                        context.settings().text("model").orElse("none")
                                + context.secrets().find("key").orElse("none"),
                        new ModelUsage("small", Map.of())))
                .build()) {
            TenantContext text = tenant.context("text");
            StringBuilder streamed = new StringBuilder();

            assertThat(text.models().text(textRequest(text)).text()).isEqualTo("smalls3cret");
            text.models().streamText(textRequest(text), streamed::append);
            assertThat(streamed).hasToString("smalls3cret");
            assertThat(text.secrets().find("key")).isEmpty();
        }
    }

    @Test
    void aTenantWithoutProviderGetsToldSo() {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext text = tenant.context("text");

            assertThatThrownBy(() -> text.models().text(textRequest(text)))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NO_PROVIDER));
        }
    }

    @Test
    void aCallToAnUndeclaredHostIsDenied() {
        try (TestTenant tenant = TestTenant.builder().host("127.0.0.1").build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://localhost:1/")).build();

            assertThatThrownBy(() -> tenant.context("text").http().send(request))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PERMISSION_DENIED));
        }
    }

    @Test
    void aVideoIsStartedOncePerKeyAndResumedAfterACrash() throws Exception {
        CountingVideoModel model = new CountingVideoModel();
        try (TestTenant tenant = TestTenant.builder().videoModel(model).build()) {
            TestGeneration before = tenant.generation("video", "creative-1");
            before.models().video("youtube_16x9-1", videoRequest(before));
            TestGeneration after = tenant.generation("video", "creative-1");
            after.models().video("youtube_16x9-1", videoRequest(after));
            after.models().video("youtube_16x9-2", videoRequest(after));

            assertThat(model.starts).hasValue(2);
            assertThat(after.videoHandles())
                    .containsExactly(Map.entry("youtube_16x9-1", "v1:1"), Map.entry("youtube_16x9-2", "v1:2"));
        }
    }

    @Test
    void aVideoWhoseStartLostItsAnswerIsNotStartedAgain() {
        CountingVideoModel model = new CountingVideoModel();
        model.lost = true;
        try (TestTenant tenant = TestTenant.builder().videoModel(model).build()) {
            TestGeneration generation = tenant.generation("video", "creative-1");
            assertThatThrownBy(() -> generation.models().video("youtube_16x9-1", videoRequest(generation)))
                    .isInstanceOf(IllegalStateException.class);
            model.lost = false;

            assertThatThrownBy(() -> generation.models().video("youtube_16x9-1", videoRequest(generation)))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.UNKNOWN_OUTCOME));
            assertThat(model.starts).hasValue(1);
        }
    }

    private static TextRequest textRequest(TenantContext context) {
        return new TextRequest(brief(context), "", "words", "", Map.of());
    }

    private static VideoRequest videoRequest(TenantContext context) {
        return new VideoRequest(
                brief(context), "a lake", 1920, 1080, Duration.ofSeconds(6), SafeArea.WHOLE, 1, List.of(), Map.of());
    }

    private static Brief brief(TenantContext context) {
        return new Brief("words", "", List.of(), "", "", Locale.US, context.brand());
    }

    private static final class CountingVideoModel implements VideoModel {

        private final AtomicInteger starts = new AtomicInteger();
        private volatile boolean lost;

        @Override
        public String start(VideoRequest request, TenantContext context) {
            int number = starts.incrementAndGet();
            if (lost) {
                throw new IllegalStateException("the connection broke");
            }
            return "v1:" + number;
        }

        @Override
        public VideoStatus poll(String handle, TenantContext context) {
            return new VideoStatus.Running(0.5, Duration.ofMillis(1));
        }

        @Override
        public void cancel(String handle, TenantContext context) {}
    }
}
