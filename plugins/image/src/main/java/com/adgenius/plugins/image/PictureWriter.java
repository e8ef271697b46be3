package com.adgenius.plugins.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels as PNG or JPEG, without any metadata, within a weight. */
final class PictureWriter {

    private static final List<Float> QUALITIES = List.of(0.92f, 0.85f, 0.75f, 0.6f, 0.45f);

    private PictureWriter() {}

    /** A picture's file. */
    record Encoded(String mediaType, ByteArrayOutputStream bytes) {}

    /**
     * The picture in the first way that keeps the weight: PNG unless JPEG is wished, then JPEG of falling quality.
     *
     * @throws UnfitPictureException when none does
     */
    static Encoded write(Pixels pixels, boolean jpeg, long maxBytes) throws UnfitPictureException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), pixels.rgb());
        if (!jpeg) {
            ByteArrayOutputStream png = encode(image, "png", 1);
            if (png.size() <= maxBytes) {
                return new Encoded("image/png", png);
            }
        }
        for (float quality : QUALITIES) {
            ByteArrayOutputStream bytes = encode(image, "jpeg", quality);
            if (bytes.size() <= maxBytes) {
                return new Encoded("image/jpeg", bytes);
            }
        }
        throw new UnfitPictureException("is heavier than " + maxBytes + " bytes at any quality");
    }

    private static ByteArrayOutputStream encode(BufferedImage image, String name, float quality) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(name);
        if (!writers.hasNext()) {
            throw new IllegalStateException("This Java has no writer for " + name);
        }
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (name.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory cannot be written as " + name, e);
        } finally {
            writer.dispose();
        }
        return bytes;
    }
}
