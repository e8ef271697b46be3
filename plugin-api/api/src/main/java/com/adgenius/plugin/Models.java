package com.adgenius.plugin;

import java.util.List;

/**
 * The model providers that serve the tenant. Each call is given to the provider that serves at that moment, so that a
 * provider can be swapped between two calls of one generation.
 *
 * <p>Every method throws a {@link PluginException}: {@link FailureCode#NO_PROVIDER} where the tenant has none, else what
 * the provider said.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Models {

    /** Asks a {@link TextModel}. */
    TextResponse text(TextRequest request) throws PluginException, InterruptedException;

    /** Asks a {@link TextModel} and hears the answer as it is written. */
    TextResponse streamText(TextRequest request, TextModel.Sink sink) throws PluginException, InterruptedException;

    /** Asks an {@link ImageModel}. */
    ImageResponse image(ImageRequest request) throws PluginException, InterruptedException;

    /**
     * Starts a video, or returns to the one that this generation started earlier under the same key.
     *
     * <p>The host stores that it starts before the {@link VideoModel} is asked, and the model's handle before the first
     * poll. A generation that is called again after a crash gets the operation already under way; where the answer to
     * the start was lost, {@link FailureCode#UNKNOWN_OUTCOME}.
     *
     * @param key names the operation within the generation, for instance {@code youtube_16x9-1}
     */
    VideoOperation video(String key, VideoRequest request) throws PluginException, InterruptedException;

    /** Asks an {@link EmbeddingModel}; one vector for each text, in their order. */
    EmbeddingResponse embed(List<String> texts) throws PluginException, InterruptedException;

    /**
     * The same models, for calls that make those pieces of a creative: it then says which provider and model made each. Of
     * several calls for a piece the last that was answered counts.
     *
     * @param format the format's id
     * @param first the first variant that is made
     * @param count how many follow it, itself included
     */
    default Models making(String format, int first, int count) {
        return this;
    }

    /** A video under way. */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    interface VideoOperation {

        /** Asks how far it is. */
        VideoStatus poll() throws PluginException, InterruptedException;

        /** Ends it; what it made so far is lost. */
        void cancel() throws PluginException, InterruptedException;
    }
}
