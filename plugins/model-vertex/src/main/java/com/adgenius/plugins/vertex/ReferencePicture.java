package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A picture of the tenant's that goes along with a request.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param base64 its bytes
 */
public record ReferencePicture(String mediaType, String base64) {

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");

    /** Vertex AI takes requests of 20 MB; in Base64 this is 10 MB. */
    private static final int LARGEST = 7_500_000;

    public ReferencePicture {
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(base64, "base64 is null");
    }

    /**
     * The first PNG and JPEG pictures among those, as many as fit into one request. Others, drawings for instance, are
     * left out.
     *
     * @param most how many at most
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when one is too large to be sent
     */
    public static List<ReferencePicture> read(List<Blob> references, int most, Blobs blobs) throws PluginException {
        List<ReferencePicture> pictures = new ArrayList<>();
        long left = LARGEST;
        for (Blob reference : references) {
            if (pictures.size() == most || !TYPES.contains(reference.mediaType())) {
                continue;
            }
            if (reference.size() > left) {
                throw new PluginException(
                        FailureCode.INVALID_INPUT,
                        "The reference pictures have more than " + LARGEST / 1_000_000.0
                                + " MB together, the most that Vertex AI takes; use smaller ones");
            }
            left -= reference.size();
            pictures.add(new ReferencePicture(reference.mediaType(), base64(reference, blobs)));
        }
        return pictures;
    }

    private static String base64(Blob reference, Blobs blobs) throws PluginException {
        try (InputStream input = blobs.open(reference)) {
            return Base64.getEncoder().encodeToString(input.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "A reference picture cannot be read; try again", e);
        }
    }
}
