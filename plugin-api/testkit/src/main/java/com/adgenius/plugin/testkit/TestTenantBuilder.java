package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.VideoModel;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds a {@link TestTenant}. Not safe for use by many threads; build once. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class TestTenantBuilder {

    private final Map<String, Map<String, Object>> settings = new HashMap<>();
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final Set<String> hosts = new HashSet<>();
    private Brand brand = new Brand("", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty());
    private Clock clock = Clock.systemUTC();
    private String providerId = "model";
    private Optional<TextModel> text = Optional.empty();
    private Optional<ImageModel> image = Optional.empty();
    private Optional<VideoModel> video = Optional.empty();
    private Optional<EmbeddingModel> embedding = Optional.empty();

    TestTenantBuilder() {}

    /** The tenant's brand. */
    public TestTenantBuilder brand(Brand brand) {
        this.brand = requireNonNull(brand, "brand is null");
        return this;
    }

    /** The host's clock. */
    public TestTenantBuilder clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
        return this;
    }

    /**
     * The tenant's settings for a plugin.
     *
     * @throws IllegalArgumentException when a value is no JSON value of the API
     */
    public TestTenantBuilder settings(String pluginId, Map<String, Object> values) {
        settings.put(pluginId, JsonValues.copyOf(values));
        return this;
    }

    /** The tenant's secrets for a plugin. */
    public TestTenantBuilder secrets(String pluginId, Map<String, String> values) {
        secrets.put(pluginId, Map.copyOf(values));
        return this;
    }

    /** A host that {@code Plugin-Permissions} declares, without {@code network:}. */
    public TestTenantBuilder host(String host) {
        hosts.add(requireNonNull(host, "host is null"));
        return this;
    }

    /** The id of the plugin whose documents, settings and secrets the models see; {@code model} unless set. */
    public TestTenantBuilder providerId(String pluginId) {
        this.providerId = requireNonNull(pluginId, "pluginId is null");
        return this;
    }

    /** The provider of language. */
    public TestTenantBuilder textModel(TextModel model) {
        this.text = Optional.of(model);
        return this;
    }

    /** The provider of pictures. */
    public TestTenantBuilder imageModel(ImageModel model) {
        this.image = Optional.of(model);
        return this;
    }

    /** The provider of videos. */
    public TestTenantBuilder videoModel(VideoModel model) {
        this.video = Optional.of(model);
        return this;
    }

    /** The provider of embeddings. */
    public TestTenantBuilder embeddingModel(EmbeddingModel model) {
        this.embedding = Optional.of(model);
        return this;
    }

    /** The tenant, with a temporary folder of its own. */
    public TestTenant build() {
        return new TestTenant(this);
    }

    Brand brand() {
        return brand;
    }

    Clock clock() {
        return clock;
    }

    String providerId() {
        return providerId;
    }

    Set<String> hosts() {
        return hosts;
    }

    Map<String, Object> settings(String pluginId) {
        return settings.getOrDefault(pluginId, Map.of());
    }

    Map<String, String> secrets(String pluginId) {
        return secrets.getOrDefault(pluginId, Map.of());
    }

    ServedModels.Providers providers() {
        return new ServedModels.Providers(text, image, video, embedding);
    }
}
