package com.adgenius.host.server.creative.export;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * XMP in a JPEG: an {@code APP1} segment that begins with the name of its namespace, after those of JFIF and Exif, which
 * readers expect first (XMP part 3, 1.1.3).
 */
final class JpegMarking implements Marking {

    private static final byte[] NAME = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] EXTENSION =
            "http://ns.adobe.com/xmp/extension/\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] EXIF = "Exif\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int START = 0xD8;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int LENGTH = 2;
    private static final int PIXELS = 5;

    @Override
    public int growth() {
        return LENGTH + LENGTH + NAME.length + SourceType.packet().length;
    }

    @Override
    public Optional<Pixels> look(Opening opening, long size) throws IOException {
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(opening.from(0)))) {
            requireStart(input);
            while (true) {
                int marker = marker(input);
                if (marker == SCAN || marker == END) {
                    throw new UnmarkableException("is damaged: its picture begins before its size is said");
                }
                byte[] content = content(input);
                if (isFrame(marker) && content.length >= PIXELS) {
                    return Optional.of(new Pixels(number(content, 3), number(content, 1)));
                }
            }
        } catch (EOFException _) {
            throw new UnmarkableException("is damaged: it ends before its picture begins");
        }
    }

    @Override
    public void copy(InputStream stream, long size, OutputStream target) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        DataOutputStream output = new DataOutputStream(target);
        requireStart(input);
        begin(output, START);
        boolean marked = false;
        while (true) {
            int marker = marker(input);
            byte[] content = marker == END ? new byte[0] : content(input);
            if (marker == APP1 && (begins(content, NAME) || begins(content, EXTENSION))) {
                continue;
            }
            if (!marked && marker != APP0 && !(marker == APP1 && begins(content, EXIF))) {
                mark(output);
                marked = true;
            }
            begin(output, marker);
            if (marker == END) {
                break;
            }
            output.writeShort(content.length + LENGTH);
            output.write(content);
            if (marker == SCAN) {
                input.transferTo(output);
                break;
            }
        }
        output.flush();
    }

    private static void mark(DataOutputStream output) throws IOException {
        byte[] packet = SourceType.packet();
        begin(output, APP1);
        output.writeShort(LENGTH + NAME.length + packet.length);
        output.write(NAME);
        output.write(packet);
    }

    private static void begin(DataOutputStream output, int marker) throws IOException {
        output.write(0xFF);
        output.write(marker);
    }

    private static void requireStart(DataInputStream input) throws IOException {
        if (input.readUnsignedShort() != 0xFF00 + START) {
            throw new UnmarkableException("is no JPEG");
        }
    }

    private static int marker(DataInputStream input) throws IOException {
        if (input.readUnsignedByte() != 0xFF) {
            throw new UnmarkableException("is damaged: a segment does not begin where the one before it ends");
        }
        int marker = 0xFF;
        while (marker == 0xFF) {
            marker = input.readUnsignedByte();
        }
        return marker;
    }

    private static byte[] content(DataInputStream input) throws IOException {
        int length = input.readUnsignedShort();
        if (length < LENGTH) {
            throw new UnmarkableException("is damaged: a segment has no length");
        }
        byte[] content = new byte[length - LENGTH];
        input.readFully(content);
        return content;
    }

    private static boolean begins(byte[] content, byte[] name) {
        return content.length >= name.length && Arrays.equals(content, 0, name.length, name, 0, name.length);
    }

    /** A start of frame, of whatever coding; C4, C8 and CC are something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int number(byte[] content, int offset) {
        return (content[offset] & 0xFF) << 8 | content[offset + 1] & 0xFF;
    }
}
