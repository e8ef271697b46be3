package com.adgenius.host.server.context;

import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoRequest;
import java.util.List;

/** A model provider's models: none, since it would find itself. */
record NoModels() implements Models {

    @Override
    public TextResponse text(TextRequest request) throws PluginException {
        throw refusal();
    }

    @Override
    public TextResponse streamText(TextRequest request, TextModel.Sink sink) throws PluginException {
        throw refusal();
    }

    @Override
    public ImageResponse image(ImageRequest request) throws PluginException {
        throw refusal();
    }

    @Override
    public VideoOperation video(String key, VideoRequest request) throws PluginException {
        throw refusal();
    }

    @Override
    public EmbeddingResponse embed(List<String> texts) throws PluginException {
        throw refusal();
    }

    private static PluginException refusal() {
        return new PluginException(FailureCode.NO_PROVIDER, "A model provider cannot ask models: it could meet itself");
    }
}
