package com.adgenius.plugins.image;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives the bytes that a painter makes for each request, and keeps what it was asked. */
final class PaintedModel implements ImageModel {

    private final Painter painter;
    private final List<ImageRequest> requests = new ArrayList<>();

    PaintedModel(Painter painter) {
        this.painter = painter;
    }

    interface Painter {

        byte[] paint(ImageRequest request) throws IOException;
    }

    /** A model that gives exactly what is asked. */
    static PaintedModel exact() {
        return new PaintedModel(request -> Pictures.bytes(Pictures.plain(request.width(), request.height()), "png"));
    }

    @Override
    public ImageResponse generate(ImageRequest request, TenantContext context) throws PluginException {
        requests.add(request);
        try {
            byte[] bytes = painter.paint(request);
            Blob blob = context.blobs().write("image/png", output -> output.write(bytes));
            return new ImageResponse(
                    blob, "Two fields of colour, cheap & <bold>", new ModelUsage("painter-1", Map.of("images", 1L)));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The picture could not be stored", e);
        }
    }

    List<ImageRequest> requests() {
        return List.copyOf(requests);
    }
}
