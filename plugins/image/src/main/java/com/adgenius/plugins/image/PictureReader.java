package com.adgenius.plugins.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG and JPEG, and nothing whose size or weight could harm the host. */
final class PictureReader {

    /** No model gives more than 4096 × 4096 today; decoded this takes 100 MB. */
    private static final long PIXEL_LIMIT = 25_000_000;

    private static final int SIDE_LIMIT = 16_384;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private PictureReader() {}

    /** A picture with the type that its bytes show. */
    record Decoded(Pixels pixels, boolean jpeg) {}

    /**
     * Reads the picture, transparent parts over white.
     *
     * @throws UnfitPictureException when it is no whole PNG or JPEG within the limits
     */
    static Decoded read(byte[] bytes) throws UnfitPictureException {
        boolean jpeg = startsWith(bytes, JPEG);
        if (!jpeg && !startsWith(bytes, PNG)) {
            throw new UnfitPictureException("is neither PNG nor JPEG");
        }
        return new Decoded(pixels(decode(bytes, jpeg ? "jpeg" : "png")), jpeg);
    }

    private static BufferedImage decode(byte[] bytes, String name) throws UnfitPictureException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name);
        if (!readers.hasNext()) {
            throw new IllegalStateException("This Java has no reader for " + name);
        }
        ImageReader reader = readers.next();
        AtomicReference<String> warned = new AtomicReference<>("");
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warned.set(warning));
            requireSize(reader.getWidth(0), reader.getHeight(0));
            BufferedImage image = reader.read(0);
            if (!warned.get().isEmpty()) {
                throw new UnfitPictureException("is damaged: " + warned.get());
            }
            return image;
        } catch (IOException | RuntimeException e) {
            throw new UnfitPictureException("cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static void requireSize(int width, int height) throws UnfitPictureException {
        if (width < 1
                || height < 1
                || width > SIDE_LIMIT
                || height > SIDE_LIMIT
                || (long) width * height > PIXEL_LIMIT) {
            throw new UnfitPictureException("claims " + width + " × " + height + " pixels, more than can be decoded");
        }
    }

    private static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = new int[width * height];
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        for (int y = 0; y < height; y++) {
            if (grey) {
                readGrey(image, y, rgb);
            } else {
                image.getRGB(0, y, width, 1, rgb, y * width, width);
                for (int i = y * width; i < (y + 1) * width; i++) {
                    rgb[i] = overWhite(rgb[i]);
                }
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Java takes grey samples as linear light, which files do not hold; so they are read as they are. */
    private static void readGrey(BufferedImage image, int y, int[] rgb) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int bits = image.getColorModel().getComponentSize(0);
        int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
        int bands = raster.getNumBands();
        for (int x = 0; x < width; x++) {
            int grey = scaleToByte(samples[x * bands], bits);
            int alpha = bands == 2 ? scaleToByte(samples[x * bands + 1], bits) : 255;
            rgb[y * width + x] = overWhite(alpha << 24 | grey * 0x010101);
        }
    }

    private static int scaleToByte(int sample, int bits) {
        return Math.round(sample * 255f / ((1 << bits) - 1));
    }

    private static int overWhite(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb & 0xFFFFFF;
        }
        int red = blend(argb >> 16 & 0xFF, alpha);
        int green = blend(argb >> 8 & 0xFF, alpha);
        int blue = blend(argb & 0xFF, alpha);
        return red << 16 | green << 8 | blue;
    }

    private static int blend(int channel, int alpha) {
        return (channel * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
