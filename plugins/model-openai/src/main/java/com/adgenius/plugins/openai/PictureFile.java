package com.adgenius.plugins.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A picture's file, looked at without decoding it: whether it is whole, of which type and how large. Java2D, which would
 * decode it, keeps for ever the class loader of whoever touches it first.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 */
record PictureFile(String mediaType, int width, int height) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHUNK_FRAME = 12;
    private static final int LARGEST_SIDE = 32_768;

    /** What the bytes are; empty where they are no whole PNG or JPEG. */
    static Optional<PictureFile> of(byte[] bytes) {
        Optional<PictureFile> found = bytes.length > PNG.length && Arrays.equals(bytes, 0, 8, PNG, 0, 8)
                ? png(ByteBuffer.wrap(bytes).position(PNG.length))
                : jpeg(ByteBuffer.wrap(bytes));
        return found.filter(picture -> side(picture.width) && side(picture.height));
    }

    private static boolean side(int pixels) {
        return pixels > 0 && pixels <= LARGEST_SIDE;
    }

    /** Chunks, each with its length and checksum, from IHDR to IEND. */
    private static Optional<PictureFile> png(ByteBuffer bytes) {
        PictureFile head = null;
        boolean pixels = false;
        while (bytes.remaining() >= CHUNK_FRAME) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining() - 8) {
                return Optional.empty();
            }
            CRC32 sum = new CRC32();
            sum.update(bytes.slice(bytes.position(), length + 4));
            String type = text(bytes);
            ByteBuffer data = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            if ((int) sum.getValue() != bytes.getInt() || head == null && !(type.equals("IHDR") && length == 13)) {
                return Optional.empty();
            }
            if (head == null) {
                head = new PictureFile("image/png", data.getInt(), data.getInt());
            }
            pixels |= type.equals("IDAT") && length > 0;
            if (type.equals("IEND")) {
                return pixels ? Optional.of(head) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[4];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Segments from SOI to the first scan; then pixels, whose end is EOI. */
    private static Optional<PictureFile> jpeg(ByteBuffer bytes) {
        if (bytes.remaining() < 4 || bytes.getShort() != (short) 0xffd8) {
            return Optional.empty();
        }
        PictureFile head = null;
        while (bytes.remaining() >= 4) {
            int marker = bytes.getShort() & 0xffff;
            int length = bytes.getShort() & 0xffff;
            if (marker <= 0xff00 || length < 2 || length - 2 > bytes.remaining()) {
                return Optional.empty();
            }
            if (frame(marker & 0xff) && length >= 8) {
                int at = bytes.position();
                head = new PictureFile("image/jpeg", bytes.getShort(at + 3) & 0xffff, bytes.getShort(at + 1) & 0xffff);
            }
            bytes.position(bytes.position() + length - 2);
            if (marker == 0xffda) {
                return Optional.ofNullable(head).filter(_ -> endOfImage(bytes));
            }
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15, among which three are tables. */
    private static boolean frame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean endOfImage(ByteBuffer bytes) {
        int last = bytes.limit() - 2;
        return last > bytes.position() && bytes.getShort(last) == (short) 0xffd9;
    }
}
