package com.adgenius.leak;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a heap dump in the format {@code JAVA PROFILE 1.0.2} with ids of 8 bytes, which HotSpot writes. The file is mapped and
 * read from its beginning to its end, as often as asked.
 */
final class HeapDump implements AutoCloseable {

    static final int TYPE_OBJECT = 2;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final String FORMAT = "JAVA PROFILE 1.0.2\0";
    private static final int HEADER = FORMAT.length() + 12;
    private static final int ID = 8;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes;

    private HeapDump(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    static HeapDump open(Path file) throws IOException {
        HeapDump dump = new HeapDump(file);
        if (dump.bytes.byteSize() < HEADER
                || !dump.text(0, FORMAT.length()).equals(FORMAT)
                || dump.bytes.get(INT, FORMAT.length()) != ID) {
            dump.close();
            throw new IOException("The heap dump is of a format that is not read here");
        }
        return dump;
    }

    /** What is told of the dump's records, in their order. Positions stay valid while the dump is open. */
    interface Visitor {

        /** Called before each record; false ends the reading. */
        default boolean goesOn() {
            return true;
        }

        default void name(long id, long position, int length) {}

        default void loadedClass(long id, long name) {}

        default void root(long object, int kind, int thread) {}

        default void classDump(long id, long position) {}

        default void instance(long id, long type, long position) {}

        default void objectArray(long id, long type, long position, int length) {}

        default void byteArray(long id, long position, int length) {}
    }

    /** The kinds of roots, as the format numbers them. */
    static final class Root {

        static final int JNI_GLOBAL = 0x01;
        static final int JNI_LOCAL = 0x02;
        static final int JAVA_FRAME = 0x03;
        static final int NATIVE_STACK = 0x04;
        static final int STICKY_CLASS = 0x05;
        static final int THREAD_BLOCK = 0x06;
        static final int MONITOR = 0x07;
        static final int THREAD = 0x08;
        static final int UNKNOWN = 0xff;

        private Root() {}
    }

    long id(long position) {
        return bytes.get(LONG, position);
    }

    int number(long position) {
        return bytes.get(INT, position);
    }

    int shortNumber(long position) {
        return Short.toUnsignedInt(bytes.get(SHORT, position));
    }

    int octet(long position) {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, position));
    }

    String text(long position, int length) {
        return new String(bytes(position, length), StandardCharsets.UTF_8);
    }

    byte[] bytes(long position, int length) {
        return bytes.asSlice(position, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Reads the whole dump. */
    void read(Visitor visitor) throws IOException {
        long position = HEADER;
        while (position < bytes.byteSize() && visitor.goesOn()) {
            int tag = octet(position);
            long body = position + 9;
            long length = Integer.toUnsignedLong(number(position + 5));
            switch (tag) {
                case 0x01 -> visitor.name(id(body), body + ID, (int) length - ID);
                case 0x02 -> visitor.loadedClass(id(body + 4), id(body + 8 + ID));
                case 0x0c, 0x1c -> segment(body, body + length, visitor);
                default -> {}
            }
            position = body + length;
        }
    }

    private void segment(long from, long to, Visitor visitor) throws IOException {
        long position = from;
        while (position < to && visitor.goesOn()) {
            int tag = octet(position);
            position = switch (tag) {
                case Root.JNI_GLOBAL -> root(position, tag, 2 * ID, false, visitor);
                case Root.JNI_LOCAL, Root.JAVA_FRAME, Root.THREAD -> root(position, tag, ID + 8, true, visitor);
                case Root.NATIVE_STACK, Root.THREAD_BLOCK -> root(position, tag, ID + 4, true, visitor);
                case Root.STICKY_CLASS, Root.MONITOR, Root.UNKNOWN -> root(position, tag, ID, false, visitor);
                case 0x20 -> {
                    visitor.classDump(id(position + 1), position);
                    yield classEnd(position);
                }
                case 0x21 -> {
                    long fields = position + 1 + ID + 4 + ID + 4;
                    visitor.instance(id(position + 1), id(position + 1 + ID + 4), fields);
                    yield fields + number(fields - 4);
                }
                case 0x22 -> {
                    int length = number(position + 1 + ID + 4);
                    long elements = position + 1 + ID + 4 + 4 + ID;
                    visitor.objectArray(id(position + 1), id(elements - ID), elements, length);
                    yield elements + (long) length * ID;
                }
                case 0x23 -> primitives(position, visitor);
                default -> throw new IOException("The heap dump has a record 0x" + Integer.toHexString(tag));
            };
        }
    }

    private long root(long position, int kind, int length, boolean ofThread, Visitor visitor) {
        visitor.root(id(position + 1), kind, ofThread ? number(position + 1 + ID) : 0);
        return position + 1 + length;
    }

    private long primitives(long position, Visitor visitor) throws IOException {
        int length = number(position + 1 + ID + 4);
        long elements = position + 1 + ID + 4 + 4 + 1;
        int size = size(octet(elements - 1));
        if (size == 1) {
            visitor.byteArray(id(position + 1), elements, length);
        }
        return elements + (long) length * size;
    }

    /** Where a class's constants begin. */
    static long constants(long classPosition) {
        return classPosition + 1 + ID + 4 + 6 * ID + 4;
    }

    private long classEnd(long classPosition) throws IOException {
        long position = values(constants(classPosition), 2);
        position = values(position, ID);
        return position + 2 + (long) shortNumber(position) * (ID + 1);
    }

    /** The end of a list of typed values, each with a key before it. */
    long values(long position, int keyLength) throws IOException {
        int count = shortNumber(position);
        long next = position + 2;
        for (int index = 0; index < count; index++) {
            next += keyLength + 1 + size(octet(next + keyLength));
        }
        return next;
    }

    /** The bytes of a value of a basic type. */
    static int size(int type) throws IOException {
        return switch (type) {
            case TYPE_OBJECT, 7, 11 -> 8;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            default -> throw new IOException("The heap dump has a basic type " + type);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
