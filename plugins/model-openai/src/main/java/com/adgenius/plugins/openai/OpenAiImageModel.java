package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.openai.ServerSettings.Operation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Asks the tenant's server for pictures, in the nearest of the sizes that its model makes. The protocol's call has no place
 * for reference pictures, a seed or what is not to be seen, so these are not passed on.
 */
@Extension
public final class OpenAiImageModel implements ImageModel {

    private static final int LONGEST_ANSWER = 48_000_000;

    private final Backoff backoff;

    /** Needs nothing. */
    public OpenAiImageModel() {
        this(Backoff.GROWING);
    }

    OpenAiImageModel(Backoff backoff) {
        this.backoff = requireNonNull(backoff, "backoff is null");
    }

    @Override
    public String settingsSchema() {
        return ServerSettings.SCHEMA;
    }

    @Override
    public Set<String> neededSettings() {
        return Set.of(ServerSettings.modelSetting(ModelKind.IMAGE));
    }

    @Override
    public ImageResponse generate(ImageRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        ServerSettings settings = ServerSettings.of(context);
        String model = settings.model(ModelKind.IMAGE);
        ModelServer server =
                new ModelServer(settings, context.http(), backoff, Deadline.in(settings.timeout(ModelKind.IMAGE)));
        Map<String, Object> answer =
                server.ask(Operation.IMAGES, model, body(request, model, settings), LONGEST_ANSWER);
        ImageAnswer image = ImageAnswer.of(answer, model);
        return new ImageResponse(
                stored(image, context), image.description(), Usage.of(answer, model, Map.of("images", 1L)));
    }

    private static Map<String, Object> body(ImageRequest request, String model, ServerSettings settings)
            throws PluginException {
        if (request.width() < 1 || request.height() < 1) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "A picture of " + request.width() + "x" + request.height() + " pixels cannot be made");
        }
        List<ImageSize> sizes =
                settings.texts("image_sizes").stream().map(ImageSize::parse).toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("prompt", request.prompt());
        body.put("n", 1);
        body.put(
                "size",
                new ImageSize(request.width(), request.height()).nearest(sizes).toString());
        String format = settings.choice("image_response_format");
        if (!format.equals("unset")) {
            body.put("response_format", format);
        }
        return body;
    }

    private static Blob stored(ImageAnswer image, TenantContext context) throws PluginException {
        try {
            return context.blobs().write(image.mediaType(), image::writeTo);
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The picture could not be stored; try again", e);
        }
    }
}
