package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives each call to the tenant's provider, which sees handles of its own. */
record ServedModels(Providers providers, Supplier<TenantContext> provider, VideoOperations operations)
        implements Models {

    /** The extensions that serve a tenant. */
    record Providers(
            Optional<TextModel> text,
            Optional<ImageModel> image,
            Optional<VideoModel> video,
            Optional<EmbeddingModel> embedding) {}

    @Override
    public TextResponse text(TextRequest request) throws PluginException, InterruptedException {
        return requireNonNull(
                served("text", providers.text).generate(request, provider.get()), "the text model returned null");
    }

    @Override
    public TextResponse streamText(TextRequest request, TextModel.Sink sink)
            throws PluginException, InterruptedException {
        return requireNonNull(
                served("text", providers.text).stream(request, sink, provider.get()), "the text model returned null");
    }

    @Override
    public ImageResponse image(ImageRequest request) throws PluginException, InterruptedException {
        return requireNonNull(
                served("image", providers.image).generate(request, provider.get()), "the image model returned null");
    }

    @Override
    public VideoOperation video(String key, VideoRequest request) throws PluginException, InterruptedException {
        return operations.startOrResume(key, request, served("video", providers.video), provider.get());
    }

    @Override
    public EmbeddingResponse embed(List<String> texts) throws PluginException, InterruptedException {
        return requireNonNull(
                served("embedding", providers.embedding)
                        .embed(EmbeddingRequest.ofTexts(texts, EmbeddingPurpose.DOCUMENT), provider.get()),
                "the embedding model returned null");
    }

    private static <T> T served(String kind, Optional<T> model) throws PluginException {
        return model.orElseThrow(() -> new PluginException(
                FailureCode.NO_PROVIDER,
                "No provider of " + kind + " models is switched on; give one to the test tenant's builder"));
    }
}
