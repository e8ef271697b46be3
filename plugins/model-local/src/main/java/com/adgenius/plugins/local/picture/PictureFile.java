package com.adgenius.plugins.local.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Reads and writes picture files in memory, never through a cache file. */
final class PictureFile {

    private static final int LARGEST_SIDE = 12_000;
    private static final long LARGEST_AREA = 60_000_000;
    private static final float QUALITY = 0.92f;

    private PictureFile() {}

    /** The picture, or nothing where the bytes are no PNG, JPEG, GIF or BMP of a reasonable size. */
    static Optional<BufferedImage> read(InputStream input) {
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(input)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                boolean reasonable =
                        width <= LARGEST_SIDE && height <= LARGEST_SIDE && (long) width * height <= LARGEST_AREA;
                return reasonable ? Optional.ofNullable(reader.read(0)) : Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException undecodable) {
            return Optional.empty();
        }
    }

    /** Writes a picture of photographs as JPEG, one of flat colours as PNG. */
    static void write(BufferedImage image, boolean photographic, OutputStream output) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(photographic ? "jpeg" : "png")
                .next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(output)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (photographic) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
