package com.adgenius.host.server.creative.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** XMP in a PNG: an {@code iTXt} chunk with the keyword {@code XML:com.adobe.xmp} after the header (XMP part 3, 1.1.5). */
final class PngMarking implements Marking {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] KEYWORD = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = code("IHDR");
    private static final int TEXT = code("iTXt");
    private static final int END = code("IEND");
    private static final int HEADER_LENGTH = 13;
    private static final int CHECKSUM = 4;
    private static final byte[] CHUNK = chunk();

    private static int code(String type) {
        byte[] bytes = type.getBytes(StandardCharsets.ISO_8859_1);
        return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
    }

    private static byte[] chunk() {
        ByteArrayOutputStream checked = new ByteArrayOutputStream();
        checked.writeBytes("iTXt".getBytes(StandardCharsets.ISO_8859_1));
        checked.writeBytes(KEYWORD);
        // Not compressed, by no method, in no language, without a translated keyword.
        checked.writeBytes(new byte[] {0, 0, 0, 0});
        checked.writeBytes(SourceType.packet());
        CRC32 checksum = new CRC32();
        checksum.update(checked.toByteArray());
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(chunk)) {
            data.writeInt(checked.size() - CHECKSUM);
            checked.writeTo(data);
            data.writeInt((int) checksum.getValue());
        } catch (IOException e) {
            throw new IllegalStateException("Memory can be written to", e);
        }
        return chunk.toByteArray();
    }

    @Override
    public int growth() {
        return CHUNK.length;
    }

    @Override
    public Optional<Pixels> look(Opening opening, long size) throws IOException {
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(opening.from(0), 64 * 1024))) {
            requireSignature(input);
            if (input.readInt() != HEADER_LENGTH || input.readInt() != HEADER) {
                throw new UnmarkableException("is no PNG: it does not begin with its header");
            }
            Pixels pixels = new Pixels(input.readInt(), input.readInt());
            input.skipNBytes(HEADER_LENGTH - 2 * Integer.BYTES + CHECKSUM);
            requireEnd(input);
            return Optional.of(pixels);
        } catch (EOFException _) {
            throw new UnmarkableException("is no whole PNG: it ends too early");
        }
    }

    private static void requireEnd(DataInputStream input) throws IOException {
        int type = 0;
        while (type != END) {
            int length = input.readInt();
            type = input.readInt();
            requireLength(length);
            input.skipNBytes((long) length + CHECKSUM);
        }
    }

    private static void requireLength(int length) throws UnmarkableException {
        if (length < 0) {
            throw new UnmarkableException("is damaged: a chunk has no length");
        }
    }

    private static void requireSignature(DataInputStream input) throws IOException {
        byte[] signature = new byte[SIGNATURE.length];
        input.readFully(signature);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw new UnmarkableException("is no PNG");
        }
    }

    @Override
    public void copy(InputStream stream, long size, OutputStream target) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        DataOutputStream output = new DataOutputStream(target);
        requireSignature(input);
        output.write(SIGNATURE);
        int type = 0;
        while (type != END) {
            int length = input.readInt();
            type = input.readInt();
            requireLength(length);
            byte[] beginning = type == TEXT ? input.readNBytes(Math.min(length, KEYWORD.length)) : new byte[0];
            long rest = (long) length - beginning.length + CHECKSUM;
            if (Arrays.equals(beginning, KEYWORD)) {
                input.skipNBytes(rest);
                continue;
            }
            output.writeInt(length);
            output.writeInt(type);
            output.write(beginning);
            Marking.copy(input, output, rest);
            if (type == HEADER) {
                output.write(CHUNK);
            }
        }
        output.flush();
    }
}
