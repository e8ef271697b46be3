package com.adgenius.plugins.local;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.local.picture.Pictures;
import java.io.IOException;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Draws advertisements with the brief's words, the brand's palette and logo, and a pictogram of what is sold.
 *
 * <p>It is a template engine, not a language model: it reads the brief, never the prompt. The same brief, size, variant
 * and seed give the same picture.
 */
@Extension
public final class LocalImageModel implements ImageModel {

    private static final int SMALLEST = 64;
    private static final int LARGEST = 4096;

    private final LocalModelPlugin plugin;

    /** Draws with the plugin's fonts. */
    public LocalImageModel(LocalModelPlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public ImageResponse generate(ImageRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        requireSize(request.width(), request.height(), SMALLEST, LARGEST);
        return Drawing.call(() -> {
            Pictures.Picture picture =
                    new Pictures(plugin.fonts()).draw(request, Seed.of(request.parameters()), context.blobs());
            try {
                Blob blob = context.blobs().write(picture.mediaType(), picture::writeTo);
                return new ImageResponse(
                        blob, picture.description(), new ModelUsage(LocalTextModel.MODEL, Map.of("images", 1L)));
            } catch (IOException e) {
                throw new PluginException(FailureCode.UNAVAILABLE, "The picture could not be stored; try again", e);
            }
        });
    }

    static void requireSize(int width, int height, int smallest, int largest) throws PluginException {
        if (Math.min(width, height) < smallest || Math.max(width, height) > largest) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "A size of " + width + "x" + height + " pixels cannot be drawn; each side must be " + smallest
                            + " to " + largest);
        }
    }
}
