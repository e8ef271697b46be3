package com.adgenius.plugins.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures as models give them, good and bad. */
final class Pictures {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Pictures() {}

    /** Left half of one colour, right half of another. */
    static BufferedImage halves(int width, int height, int left, int right, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? left : right);
            }
        }
        return image;
    }

    static BufferedImage plain(int width, int height) {
        return halves(width, height, 0xFF0B1F3A, 0xFFFF5A1F, BufferedImage.TYPE_INT_RGB);
    }

    static BufferedImage noise(int width, int height, Random random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("No writer for " + format);
        }
        return bytes.toByteArray();
    }

    /** A few hundred bytes that claim to be a picture of that size. */
    static byte[] pngBomb(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        png.write(chunk("IHDR", header(width, height, 2)));
        png.write(chunk("IDAT", deflated(new byte[1000])));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** A small picture with a comment that unpacks to many times its size. */
    static byte[] pngWithSwellingComment(int unpacked) throws IOException {
        ByteArrayOutputStream comment = new ByteArrayOutputStream();
        comment.write("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        comment.write(deflated(new byte[unpacked]));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        png.write(chunk("IHDR", header(1200, 1200, 3)));
        png.write(chunk("PLTE", new byte[] {1, 2, 3}));
        png.write(chunk("zTXt", comment.toByteArray()));
        png.write(chunk("IDAT", deflated(new byte[1201 * 1200])));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** The same file with a text chunk after its header. */
    static byte[] withPngText(byte[] png, String text) throws IOException {
        int afterHeader = SIGNATURE.length + 25;
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(png, 0, afterHeader);
        changed.write(chunk("tEXt", ("Author\0" + text).getBytes(StandardCharsets.ISO_8859_1)));
        changed.write(png, afterHeader, png.length - afterHeader);
        return changed.toByteArray();
    }

    /** The same file with an APP1 segment, where cameras keep place and owner. */
    static byte[] withExif(byte[] jpeg, String text) throws IOException {
        byte[] payload = ("Exif\0\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(jpeg, 0, 2);
        new DataOutputStream(changed).writeShort(0xFFE1);
        new DataOutputStream(changed).writeShort(payload.length + 2);
        changed.write(payload);
        changed.write(jpeg, 2, jpeg.length - 2);
        return changed.toByteArray();
    }

    static byte[] truncated(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length * 2 / 3);
    }

    private static byte[] header(int width, int height, int colourType) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) colourType)
                .put(new byte[3])
                .array();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflated(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream output = new DeflaterOutputStream(bytes, new Deflater(9))) {
            output.write(data);
        }
        return bytes.toByteArray();
    }
}
