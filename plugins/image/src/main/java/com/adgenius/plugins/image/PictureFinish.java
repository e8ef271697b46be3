package com.adgenius.plugins.image;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import java.io.IOException;
import java.io.InputStream;

/** Makes what a model gave a picture of exactly the format's size and within its weight. */
final class PictureFinish {

    /**
     * How far a picture's ratio may be from the format's to be cut: models offer few ratios, those of OpenAI's protocol
     * mostly 1:1, 3:2 and 2:3. Of 2:3 a sixth is lost for 9:16 or 4:5, of 3:2 little more than a fifth for 1.91:1. More
     * would cut what was composed, as would a square for any of them.
     */
    private static final double RATIO_REACH = 0.28;

    private static final int BYTE_LIMIT = 64 * 1024 * 1024;

    /** A picture is not blown up more than this. */
    private static final double ENLARGEMENT = 2;

    private PictureFinish() {}

    /**
     * The finished picture, stored.
     *
     * @throws UnfitPictureException when it cannot be made fit
     * @throws IOException when media cannot be read or written
     */
    static Blob finish(Blob made, PictureFormat format, Blobs blobs) throws UnfitPictureException, IOException {
        byte[] bytes = bytes(made, blobs);
        PictureWriter.Encoded encoded = JdkImaging.run(() -> render(bytes, format));
        return blobs.write(encoded.mediaType(), encoded.bytes()::writeTo);
    }

    private static byte[] bytes(Blob made, Blobs blobs) throws UnfitPictureException, IOException {
        byte[] bytes;
        try (InputStream input = blobs.open(made)) {
            bytes = input.readNBytes(BYTE_LIMIT + 1);
        }
        if (bytes.length > BYTE_LIMIT) {
            throw new UnfitPictureException("weighs more than " + BYTE_LIMIT + " bytes");
        }
        return bytes;
    }

    private static PictureWriter.Encoded render(byte[] bytes, PictureFormat format) throws UnfitPictureException {
        PictureReader.Decoded decoded = PictureReader.read(bytes);
        requireFit(decoded.pixels(), format);
        Pixels cropped = decoded.pixels().cropped(format.ratio());
        Pixels finished = Resampler.scale(cropped, format.width(), format.height());
        return PictureWriter.write(finished, decoded.jpeg(), format.maxBytes());
    }

    private static void requireFit(Pixels source, PictureFormat format) throws UnfitPictureException {
        String size = source.width() + " × " + source.height();
        String wanted = format.width() + " × " + format.height();
        double off = source.ratio() / format.ratio();
        if (off > 1 + RATIO_REACH || off < 1 / (1 + RATIO_REACH)) {
            throw new UnfitPictureException("has a wrong ratio: " + size + " where " + wanted + " was asked");
        }
        Pixels cropped = source.cropped(format.ratio());
        if (cropped.width() < Math.max(format.minWidth(), format.width() / ENLARGEMENT)
                || cropped.height() < Math.max(format.minHeight(), format.height() / ENLARGEMENT)) {
            throw new UnfitPictureException("is too small: " + size + " where " + wanted + " was asked");
        }
    }
}
