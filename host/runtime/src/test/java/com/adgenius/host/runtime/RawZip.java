package com.adgenius.host.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes jars entry by entry, so that tests can write what no tool would: the format is APPNOTE.TXT 6.3, stored only. */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is allocated whole
final class RawZip {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();

    /** A jar that holds what the plugin jar holds. */
    static RawZip of(PluginJar jar) {
        RawZip zip = new RawZip();
        jar.content().forEach(zip::entry);
        return zip;
    }

    RawZip entry(String name, byte[] content) {
        return listed(name, content, local(name, content));
    }

    /** Writes an entry that the directory does not list; gives where it stands. */
    int local(String name, byte[] content) {
        int offset = output.size();
        ByteBuffer head = head(LOCAL, 30);
        describe(head, 4, name, content);
        output.writeBytes(head.array());
        output.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        output.writeBytes(content);
        return offset;
    }

    /** Lists an entry in the directory. */
    RawZip listed(String name, byte[] content, int offset) {
        ByteBuffer head = head(CENTRAL, 46);
        head.putShort(4, (short) 20);
        describe(head, 6, name, content);
        head.putInt(42, offset);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.array());
        bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        directory.add(bytes.toByteArray());
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(output.toByteArray());
        directory.forEach(whole::writeBytes);
        ByteBuffer end = head(END, 22);
        end.putShort(8, (short) directory.size());
        end.putShort(10, (short) directory.size());
        end.putInt(12, directory.stream().mapToInt(entry -> entry.length).sum());
        end.putInt(16, output.size());
        whole.writeBytes(end.array());
        return whole.toByteArray();
    }

    private static ByteBuffer head(int signature, int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(0, signature);
    }

    /** The fields that both kinds of heads have, in the same order. */
    private static void describe(ByteBuffer head, int offset, String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        head.putShort(offset, (short) 20);
        head.putShort(offset + 2, (short) 0x800);
        head.putInt(offset + 10, (int) crc.getValue());
        head.putInt(offset + 14, content.length);
        head.putInt(offset + 18, content.length);
        head.putShort(offset + 22, (short) name.getBytes(StandardCharsets.UTF_8).length);
    }
}
