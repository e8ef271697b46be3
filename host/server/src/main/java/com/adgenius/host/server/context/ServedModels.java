package com.adgenius.host.server.context;

import com.adgenius.host.runtime.Entry;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The tenant's models for one call. A video belongs to a generation: elsewhere there is none. */
record ServedModels(Binding binding, Providers providers, Consumer<ModelUsage> usage, Optional<ServedVideos> videos)
        implements Models {

    @Override
    public TextResponse text(TextRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        TextResponse response = providers.ask(
                providers.choose(TextModel.class),
                TextModel.class,
                Entry.MODEL_TEXT,
                (model, context) -> model.generate(request, context));
        usage.accept(response.usage());
        return response;
    }

    @Override
    public TextResponse streamText(TextRequest request, TextModel.Sink sink)
            throws PluginException, InterruptedException {
        binding.requireOpen();
        TextResponse response = providers.stream(
                providers.choose(TextModel.class),
                TextModel.class,
                Entry.MODEL_TEXT_STREAM,
                (model, made, context) -> model.stream(
                        request,
                        piece -> {
                            made.run();
                            sink.write(piece);
                        },
                        context));
        usage.accept(response.usage());
        return response;
    }

    @Override
    public ImageResponse image(ImageRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        ImageResponse response = providers.ask(
                providers.choose(ImageModel.class),
                ImageModel.class,
                Entry.MODEL_IMAGE,
                (model, context) -> model.generate(request, context));
        usage.accept(response.usage());
        return response;
    }

    @Override
    public VideoOperation video(String key, VideoRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        return videos.orElseThrow(() -> new PluginException(
                        FailureCode.INVALID_INPUT, "Only a generator can start videos, in CreativeGenerator.generate"))
                .startOrReturn(key, request);
    }

    @Override
    public EmbeddingResponse embed(List<String> texts) throws PluginException, InterruptedException {
        binding.requireOpen();
        EmbeddingRequest request = EmbeddingRequest.ofTexts(texts, EmbeddingPurpose.DOCUMENT);
        EmbeddingResponse response = providers.ask(
                providers.choose(EmbeddingModel.class),
                EmbeddingModel.class,
                Entry.EMBED,
                (model, context) -> model.embed(request, context));
        if (response.vectors().size() != texts.size()) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The embedding model gave " + response.vectors().size() + " vectors for " + texts.size()
                            + " texts");
        }
        usage.accept(response.usage());
        return response;
    }
}
