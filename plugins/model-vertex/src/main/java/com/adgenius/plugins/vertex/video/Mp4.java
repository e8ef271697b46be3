package com.adgenius.plugins.vertex.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether bytes are a whole MP4 by its outermost boxes (ISO/IEC 14496-12, 4.2). */
final class Mp4 {

    private static final int HEAD = 8;
    private static final int LARGE_HEAD = 16;

    private Mp4() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> objection(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        Set<String> boxes = new HashSet<>();
        long at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < HEAD) {
                return Optional.of("is cut off");
            }
            long size = Integer.toUnsignedLong(file.getInt((int) at));
            String type = new String(bytes, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == 0 && !type.equals("ftyp")) {
                return Optional.of("is no MP4");
            }
            if (size == 1 && bytes.length - at >= LARGE_HEAD) {
                size = file.getLong((int) at + HEAD);
            } else if (size == 0) {
                size = bytes.length - at;
            }
            if (size < HEAD || size > bytes.length - at) {
                return Optional.of("is cut off");
            }
            boxes.add(type);
            at += size;
        }
        return boxes.containsAll(Set.of("ftyp", "moov", "mdat")) ? Optional.empty() : Optional.of("is no whole MP4");
    }
}
