package com.adgenius.plugins.openai;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reference pictures as parts of the user's message, each within the request: servers on a tenant's own machine fetch none. */
final class ShownPictures {

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");
    private static final int MOST = 10;
    private static final int LARGEST = 7_500_000;

    private ShownPictures() {}

    /**
     * The PNG and JPEG pictures among those; others, drawings for instance, are left out.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when they are too many or too large to be sent
     */
    static List<Map<String, Object>> parts(List<Blob> references, Blobs blobs) throws PluginException {
        List<Blob> pictures = references.stream()
                .filter(reference -> TYPES.contains(reference.mediaType()))
                .toList();
        if (pictures.size() > MOST) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "At most " + MOST + " reference pictures go along with a request for copy, not " + pictures.size());
        }
        if (pictures.stream().mapToLong(Blob::size).sum() > LARGEST) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "The reference pictures have more than " + LARGEST / 1_000_000.0
                            + " MB together, the most that goes along with a request for copy; use smaller ones");
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Blob picture : pictures) {
            parts.add(Map.of("type", "image_url", "image_url", Map.of("url", address(picture, blobs))));
        }
        return parts;
    }

    private static String address(Blob picture, Blobs blobs) throws PluginException {
        try (InputStream input = blobs.open(picture)) {
            return "data:" + picture.mediaType() + ";base64,"
                    + Base64.getEncoder().encodeToString(input.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "A reference picture cannot be read; try again", e);
        }
    }
}
