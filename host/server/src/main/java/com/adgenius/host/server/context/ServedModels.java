package com.adgenius.host.server.context;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.context.ModelUse.Pieces;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The tenant's models for one call. A video belongs to a generation: elsewhere there is none. */
record ServedModels(
        Binding binding,
        ProviderChoice choice,
        Providers providers,
        Consumer<ModelUse> used,
        Optional<ServedVideos> videos,
        Optional<Pieces> pieces)
        implements Models {

    @Override
    public Models making(String format, int first, int count) {
        Pieces made = new Pieces(format, first, count);
        return new ServedModels(binding, choice, providers, used, videos, Optional.of(made));
    }

    @Override
    public TextResponse text(TextRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        Served<TextResponse> served = choice.first(
                ModelKind.TEXT,
                Entry.MODEL_TEXT,
                (provider, entry, _) -> providers.ask(
                        provider, TextModel.class, entry, (model, context) -> model.generate(request, context)));
        use(served.use(served.answer().usage(), pieces));
        return served.answer();
    }

    @Override
    public TextResponse streamText(TextRequest request, TextModel.Sink sink)
            throws PluginException, InterruptedException {
        binding.requireOpen();
        Served<TextResponse> served = choice.first(
                ModelKind.TEXT,
                Entry.MODEL_TEXT_STREAM,
                (provider, entry, _) -> stream(request, sink, provider, entry));
        use(served.use(served.answer().usage(), pieces));
        return served.answer();
    }

    /** Where a piece was given away the answer has begun: another provider's would not go on with it. */
    private Providers.Answered<TextResponse> stream(
            TextRequest request, TextModel.Sink sink, String provider, Entry entry)
            throws ProviderException, InterruptedException {
        AtomicBoolean given = new AtomicBoolean();
        try {
            return providers.stream(
                    provider,
                    TextModel.class,
                    entry,
                    (model, made, context) -> model.stream(
                            request,
                            piece -> {
                                made.run();
                                given.set(true);
                                sink.write(piece);
                            },
                            context));
        } catch (ProviderException e) {
            throw given.get() ? e.begun() : e;
        }
    }

    @Override
    public ImageResponse image(ImageRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        Served<ImageResponse> served = choice.first(
                ModelKind.IMAGE,
                Entry.MODEL_IMAGE,
                (provider, entry, _) -> providers.ask(
                        provider, ImageModel.class, entry, (model, context) -> model.generate(request, context)));
        use(served.use(served.answer().usage(), pieces));
        return served.answer();
    }

    @Override
    public VideoOperation video(String key, VideoRequest request) throws PluginException, InterruptedException {
        binding.requireOpen();
        return videos.orElseThrow(() -> new PluginException(
                        FailureCode.INVALID_INPUT, "Only a generator can start videos, in CreativeGenerator.generate"))
                .startOrReturn(key, request, pieces);
    }

    private void use(ModelUse use) {
        binding.run(() -> used.accept(use));
    }

    /** Never from another provider than the one before: vectors of different models are not comparable. */
    @Override
    public EmbeddingResponse embed(List<String> texts) throws PluginException, InterruptedException {
        binding.requireOpen();
        EmbeddingRequest request = EmbeddingRequest.ofTexts(texts, EmbeddingPurpose.DOCUMENT);
        Served<EmbeddingResponse> served = choice.only(
                ModelKind.EMBEDDING,
                Entry.EMBED,
                (provider, entry, _) -> providers.ask(
                        provider, EmbeddingModel.class, entry, (model, context) -> model.embed(request, context)));
        EmbeddingResponse response = served.answer();
        if (response.vectors().size() != texts.size()) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The embedding model gave " + response.vectors().size() + " vectors for " + texts.size()
                            + " texts");
        }
        use(served.use(response.usage(), pieces));
        return response;
    }
}
