package com.adgenius.plugins.vertex.image;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The bytes of a picture that a model made, checked to be a whole file of the type that it claims. */
final class PictureData {

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] PNG_TAIL = {'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final byte[] JPEG_HEAD = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] JPEG_TAIL = {(byte) 0xFF, (byte) 0xD9};

    private final String mediaType;
    private final byte[] bytes;

    private PictureData(String mediaType, byte[] bytes) {
        this.mediaType = requireNonNull(mediaType, "mediaType is null");
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    /**
     * The picture in that text.
     *
     * @throws PluginException {@link FailureCode#INVALID_RESULT} when it is no whole PNG or JPEG
     */
    static PictureData of(String mediaType, String base64, String model) throws PluginException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw RemoteFailureException.unreadable(model, "its picture is not coded as documented");
        }
        Optional<String> objection = objection(mediaType, bytes);
        if (objection.isPresent()) {
            throw RemoteFailureException.unreadable(model, "its picture " + objection.get());
        }
        return new PictureData(mediaType, bytes);
    }

    /** Stores it with the tenant's media. */
    Blob store(Blobs blobs) throws PluginException {
        try {
            return blobs.write(mediaType, output -> output.write(bytes));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The picture could not be stored; try again", e);
        }
    }

    private static Optional<String> objection(String mediaType, byte[] bytes) {
        return switch (mediaType) {
            case PNG -> damage(bytes, PNG_HEAD, PNG_TAIL, "PNG");
            case JPEG -> damage(bytes, JPEG_HEAD, JPEG_TAIL, "JPEG");
            default -> Optional.of("is of type " + RemoteFailureException.quote(mediaType) + ", neither PNG nor JPEG");
        };
    }

    private static Optional<String> damage(byte[] bytes, byte[] head, byte[] tail, String name) {
        if (bytes.length < head.length + tail.length || !Arrays.equals(bytes, 0, head.length, head, 0, head.length)) {
            return Optional.of("is no " + name + ", as which it was sent");
        }
        int end = bytes.length - tail.length;
        boolean whole = Arrays.equals(bytes, end, bytes.length, tail, 0, tail.length);
        return whole ? Optional.empty() : Optional.of("is cut off");
    }
}
