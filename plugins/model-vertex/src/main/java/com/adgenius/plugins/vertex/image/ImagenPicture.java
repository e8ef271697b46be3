package com.adgenius.plugins.vertex.image;

import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.AspectRatio;
import com.adgenius.plugins.vertex.SafetyFilter;
import com.adgenius.plugins.vertex.Seed;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.cloud.vertexai.api.PredictRequest;
import com.google.cloud.vertexai.api.PredictResponse;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A picture by Imagen's {@code :predict}, for endpoints that still have it. */
public final class ImagenPicture {

    private static final List<AspectRatio> SHAPES =
            Stream.of("1:1", "3:4", "4:3", "9:16", "16:9").map(AspectRatio::of).toList();

    private ImagenPicture() {}

    /** Makes one picture. */
    public static ImageResponse make(ImageRequest request, Session session, TenantContext context)
            throws PluginException, InterruptedException {
        PredictResponse answer = session.predict(PredictRequest.newBuilder()
                .setEndpoint(session.resource())
                .addInstances(Values.of(Struct.newBuilder()
                        .putFields("prompt", Values.of(request.prompt()))
                        .build()))
                .setParameters(Values.of(parameters(request, session)))
                .build());
        String model = session.model().id();
        if (answer.getPredictionsCount() == 0) {
            throw RemoteFailureException.unreadable(model, "it holds no picture");
        }
        Map<String, Value> made = answer.getPredictions(0).getStructValue().getFieldsMap();
        Optional<String> filtered = text(made, "raiFilteredReason");
        if (filtered.isPresent()) {
            throw SafetyFilter.withheld(model, List.of(filtered.get()));
        }
        PictureData picture = PictureData.of(
                text(made, "mimeType").orElse(""),
                text(made, "bytesBase64Encoded").orElse(""),
                model);
        return new ImageResponse(picture.store(context.blobs()), "", new ModelUsage(model, Map.of("images", 1L)));
    }

    private static Struct parameters(ImageRequest request, Session session) {
        Struct.Builder parameters = Struct.newBuilder()
                .putFields("sampleCount", Values.of(1))
                .putFields(
                        "aspectRatio",
                        Values.of(AspectRatio.nearest(SHAPES, request.width(), request.height())
                                .toString()))
                .putFields("includeRaiReason", Values.of(true))
                .putFields(
                        "outputOptions",
                        Values.of(Struct.newBuilder()
                                .putFields("mimeType", Values.of("image/png"))
                                .build()));
        if (request.parameters().get("negative_prompt") instanceof String avoided && !avoided.isBlank()) {
            parameters.putFields("negativePrompt", Values.of(avoided));
        }
        session.settings().persons().ifPresent(whom -> parameters.putFields("personGeneration", Values.of(whom)));
        Seed.of(request.parameters(), request.variant()).ifPresent(seed -> {
            // Google takes a seed only where it adds no watermark.
            parameters.putFields("seed", Values.of(seed));
            parameters.putFields("addWatermark", Values.of(false));
        });
        return parameters.build();
    }

    private static Optional<String> text(Map<String, Value> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(Value::hasStringValue)
                .map(Value::getStringValue);
    }
}
