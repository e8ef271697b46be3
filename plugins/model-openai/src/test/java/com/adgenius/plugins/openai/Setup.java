package com.adgenius.plugins.openai;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.openai.fake.FakeServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A fake server, a tenant whose settings lead to it, and what tests ask. */
final class Setup implements AutoCloseable {

    static final String ID = "model-openai";

    /** Pauses that are noted and not waited for. */
    static final class NotedPauses implements Backoff {

        private final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        public Duration pause(int failed) {
            return Duration.ofMillis(10L * failed);
        }

        @Override
        public void await(Duration pause) {
            pauses.add(pause);
        }

        List<Duration> noted() {
            return List.copyOf(pauses);
        }
    }

    final FakeServer server;
    final NotedPauses pauses = new NotedPauses();
    final OpenAiTextModel text = new OpenAiTextModel(pauses);
    final OpenAiImageModel image = new OpenAiImageModel(pauses);
    final OpenAiEmbeddingModel embedding = new OpenAiEmbeddingModel(pauses);
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<TestTenant> tenants = new CopyOnWriteArrayList<>();

    private Setup(FakeServer server) {
        this.server = server;
        settings.put("base_url", server.baseUrl());
        settings.put("text_model", FakeServer.TEXT_MODEL);
        settings.put("image_model", FakeServer.IMAGE_MODEL);
        settings.put("embedding_model", FakeServer.EMBEDDING_MODEL);
    }

    static Setup open() {
        return new Setup(FakeServer.open(png(64, 48)));
    }

    static Setup wanting(String key) {
        return new Setup(FakeServer.wanting(key, png(64, 48)));
    }

    Setup set(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    Setup set(String name, int value) {
        return set(name, BigDecimal.valueOf(value));
    }

    Setup without(String name) {
        settings.remove(name);
        return this;
    }

    Setup key(String key) {
        secrets.put("api_key", key);
        return this;
    }

    /** A tenant with the settings as they are now. */
    TestTenant tenant() {
        TestTenant tenant = TestTenant.builder()
                .settings(ID, settings)
                .secrets(ID, secrets)
                .host("127.0.0.1")
                .build();
        tenants.add(tenant);
        return tenant;
    }

    TenantContext context() {
        return tenant().context(ID);
    }

    @Override
    public void close() {
        tenants.forEach(TestTenant::close);
        server.close();
    }

    static Brief brief(String prompt) {
        return new Brief(
                prompt,
                "",
                List.of(),
                "",
                "",
                Locale.US,
                new Brand("Strida", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty()));
    }

    static TextRequest request(String instructions, String prompt, String schema) {
        return new TextRequest(brief("A shoe"), instructions, prompt, schema, Map.of());
    }

    static TextRequest plain() {
        return request("You write ads.", "Write about a shoe.", "");
    }

    static ImageRequest picture(int width, int height) {
        return new ImageRequest(
                brief("A shoe"), "A shoe in the sun", width, height, SafeArea.WHOLE, 1, List.of(), Map.of());
    }

    /** The action fails with that code, and its message holds those words. */
    static PluginException fails(FailureCode code, ThrowingCallable action, String... words) {
        PluginException failure = Assertions.catchThrowableOfType(PluginException.class, action);
        Assertions.assertThat(failure).as("a failure").isNotNull();
        Assertions.assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        Assertions.assertThat(failure.getMessage()).contains(words).hasSizeLessThan(700);
        return failure;
    }

    static byte[] png(int width, int height) {
        return file("png", width, height);
    }

    static byte[] jpeg(int width, int height) {
        return file("jpeg", width, height);
    }

    private static byte[] file(String format, int width, int height) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }
}
