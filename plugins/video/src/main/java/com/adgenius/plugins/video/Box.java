package com.adgenius.plugins.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an MP4 file in memory (ISO/IEC 14496-12, 4.2).
 *
 * @param type four characters
 * @param payload what follows the header
 */
record Box(String type, ByteBuffer payload) {

    private static final int HEADER = 8;

    static String type(int code) {
        return new String(ByteBuffer.allocate(4).putInt(code).array(), StandardCharsets.ISO_8859_1);
    }

    /** The boxes within this one. */
    List<Box> children() throws UnfitVideoException {
        ByteBuffer rest = payload.duplicate();
        List<Box> children = new ArrayList<>();
        while (rest.remaining() >= HEADER) {
            int start = rest.position();
            long size = Integer.toUnsignedLong(rest.getInt());
            String childType = type(rest.getInt());
            if (size == 1) {
                size = rest.getLong();
            }
            if (size < rest.position() - start || size > rest.limit() - start) {
                throw new UnfitVideoException("is damaged: box \"" + childType + "\" does not fit in \"" + type + "\"");
            }
            int end = start + (int) size;
            children.add(new Box(childType, rest.slice(rest.position(), end - rest.position())));
            rest.position(end);
        }
        return children;
    }

    Optional<Box> find(String childType) throws UnfitVideoException {
        return children().stream()
                .filter(child -> child.type().equals(childType))
                .findFirst();
    }

    Box required(String childType) throws UnfitVideoException {
        return find(childType)
                .orElseThrow(() -> new UnfitVideoException("is damaged: \"" + type + "\" lacks \"" + childType + "\""));
    }

    /** Whether the box is of version 1, which has 64-bit times. */
    boolean longTimes() {
        return payload.get(0) == 1;
    }

    long unsignedInt(int offset) {
        return Integer.toUnsignedLong(payload.getInt(offset));
    }
}
