package com.adgenius.plugins.vertex.video;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugins.vertex.AspectRatio;
import com.adgenius.plugins.vertex.ReferencePicture;
import com.adgenius.plugins.vertex.Seed;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What Veo is asked. What it cannot make is refused here, before it is paid for. */
final class VeoRequest {

    private static final List<Long> SECONDS = List.of(4L, 6L, 8L);
    private static final List<AspectRatio> SHAPES =
            Stream.of("16:9", "9:16").map(AspectRatio::of).toList();

    /** More is seen as another shape, and generators refuse it. */
    private static final double SHAPE_REACH = 0.05;

    /** A video that is more than half off the wished length is another video, and generators refuse it. */
    private static final double LENGTH_REACH = 0.5;

    private static final int FULL_HD = 1080;

    private VeoRequest() {}

    /**
     * The body of {@code :predictLongRunning}.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when Veo cannot make such a video
     */
    static JsonObject body(VideoRequest request, Session session, TenantContext context) throws PluginException {
        JsonObject instance = new JsonObject();
        instance.addProperty("prompt", request.prompt());
        for (ReferencePicture picture : ReferencePicture.read(request.references(), 1, context.blobs())) {
            JsonObject image = new JsonObject();
            image.addProperty("bytesBase64Encoded", picture.base64());
            image.addProperty("mimeType", picture.mediaType());
            instance.add("image", image);
        }
        JsonArray instances = new JsonArray();
        instances.add(instance);
        JsonObject body = new JsonObject();
        body.add("instances", instances);
        body.add("parameters", parameters(request, session));
        return body;
    }

    private static JsonObject parameters(VideoRequest request, Session session) throws PluginException {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("sampleCount", 1);
        parameters.addProperty("durationSeconds", seconds(request));
        parameters.addProperty("aspectRatio", shape(request).toString());
        boolean large = Math.min(request.width(), request.height()) >= FULL_HD;
        parameters.addProperty("resolution", large ? "1080p" : "720p");
        parameters.addProperty(
                "generateAudio", Boolean.TRUE.equals(request.parameters().get("generate_audio")));
        if (request.parameters().get("negative_prompt") instanceof String avoided && !avoided.isBlank()) {
            parameters.addProperty("negativePrompt", avoided);
        }
        session.settings().persons().ifPresent(whom -> parameters.addProperty("personGeneration", whom));
        Seed.of(request.parameters(), request.variant()).ifPresent(seed -> parameters.addProperty("seed", seed));
        return parameters;
    }

    /** The length among Veo's that is nearest to the wished one, the longer of two. */
    static long seconds(VideoRequest request) throws PluginException {
        double wished = request.duration().toMillis() / 1000.0;
        long nearest = SECONDS.stream()
                .min(Comparator.<Long>comparingDouble(seconds -> Math.abs(seconds - wished))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        if (Math.abs(nearest - wished) > wished * LENGTH_REACH) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "Veo makes videos of 4, 6 or 8 s, not of "
                            + request.duration().toSeconds() + "; ask for another length or choose another provider");
        }
        return nearest;
    }

    private static AspectRatio shape(VideoRequest request) throws PluginException {
        AspectRatio nearest = AspectRatio.nearest(SHAPES, request.width(), request.height());
        if (nearest.distance(request.width(), request.height()) > SHAPE_REACH) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "Veo makes videos of 16:9 and 9:16, not of " + request.width() + "x" + request.height()
                            + "; choose another format or another provider");
        }
        return nearest;
    }
}
