package com.adgenius.host.server.asset;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Decodes a picture that somebody sent and writes it anew, so that nothing of the original file is kept: no metadata, no
 * appended data, no trick of its encoding. Its size is read before a pixel is, and only so many are decoded at once.
 */
final class PictureReader {

    /** The longest side, in pixels. */
    static final int LONGEST_SIDE = 10_000;

    /** The most pixels; decoded they take four bytes each. */
    static final long MOST_PIXELS = 25_000_000;

    private static final float JPEG_QUALITY = 0.92f;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, String> FORMATS = Map.of("image/png", "png", "image/jpeg", "jpeg");

    private final Semaphore places = new Semaphore(2, true);

    /**
     * The picture made anew.
     *
     * @throws ProblemException {@link ProblemCode#INVALID} when it is no picture of that type, or too large;
     *     {@link ProblemCode#UNAVAILABLE} when too many are being decoded
     */
    Picture read(String mediaType, byte[] bytes) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, "Too many pictures are being read; send it again.")
                    .header("Retry-After", "5");
        }
        try {
            boolean transparent = mediaType.equals("image/png");
            int orientation = transparent ? 1 : JpegOrientation.of(bytes);
            BufferedImage image = upright(decode(FORMATS.get(mediaType), bytes), orientation, transparent);
            return new Picture(mediaType, image.getWidth(), image.getHeight(), encode(mediaType, image));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ProblemException.invalid("body", "cannot be read as " + mediaType + ": " + e.getMessage());
        } finally {
            places.release();
        }
    }

    private static BufferedImage decode(String format, byte[] bytes) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("it is no picture");
            }
            ImageReader reader = readers.next();
            try {
                if (!reader.getFormatName().equalsIgnoreCase(format)) {
                    throw new IOException("it is a " + reader.getFormatName());
                }
                reader.setInput(input, true, true);
                requireSize(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static void requireSize(long width, long height) throws IOException {
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
            throw new IOException("it has " + width + " × " + height + " pixels; at most " + LONGEST_SIDE
                    + " a side and " + MOST_PIXELS + " in all are allowed");
        }
    }

    /** The picture in sRGB as it is meant to be seen: a camera only notes how it was held. */
    private static BufferedImage upright(BufferedImage image, int orientation, boolean transparent) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage upright = new BufferedImage(
                turned ? height : width,
                turned ? width : height,
                transparent && image.getColorModel().hasAlpha()
                        ? BufferedImage.TYPE_INT_ARGB
                        : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        try {
            graphics.drawRenderedImage(image, transform(orientation, width, height));
        } finally {
            graphics.dispose();
        }
        return upright;
    }

    private static AffineTransform transform(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] encode(String mediaType, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(mediaType).next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (mediaType.equals("image/jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
