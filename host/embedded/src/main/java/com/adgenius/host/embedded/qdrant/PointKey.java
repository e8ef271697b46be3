package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;

/**
 * A point's id. Its bytes are ordered as Qdrant orders ids: numbers, unsigned, before UUIDs.
 */
final class PointKey implements Comparable<PointKey> {

    private static final byte NUMBER = 0;
    private static final byte UUID_ID = 1;

    private static final Pattern SIMPLE_UUID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern DASHED_UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final byte[] bytes;

    private PointKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static PointKey of(PointId id) {
        return switch (id.getPointIdOptionsCase()) {
            case NUM ->
                new PointKey(
                        ByteBuffer.allocate(9).put(NUMBER).putLong(id.getNum()).array());
            case UUID -> uuid(id.getUuid());
            case POINTIDOPTIONS_NOT_SET -> throw Refusal.wrongInput("No ID options provided");
        };
    }

    /** The id of a stored point. */
    static PointKey of(BytesRef stored) {
        return new PointKey(Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + stored.length));
    }

    BytesRef term() {
        return new BytesRef(bytes);
    }

    PointId id() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        PointId.Builder id = PointId.newBuilder();
        return buffer.get() == NUMBER
                ? id.setNum(buffer.getLong()).build()
                : id.setUuid(new UUID(buffer.getLong(), buffer.getLong()).toString())
                        .build();
    }

    private static PointKey uuid(String text) {
        String hexadecimal = text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
        if (DASHED_UUID.matcher(hexadecimal).matches()) {
            hexadecimal = hexadecimal.replace("-", "");
        }
        if (!SIMPLE_UUID.matcher(hexadecimal).matches()) {
            throw Refusal.wrongInput("Unable to parse UUID: " + text);
        }
        return new PointKey(ByteBuffer.allocate(17)
                .put(UUID_ID)
                .putLong(Long.parseUnsignedLong(hexadecimal, 0, 16, 16))
                .putLong(Long.parseUnsignedLong(hexadecimal, 16, 32, 16))
                .array());
    }

    @Override
    public int compareTo(PointKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PointKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As Qdrant shows it in its messages. */
    @Override
    public String toString() {
        PointId id = id();
        return id.hasNum() ? Long.toUnsignedString(id.getNum()) : id.getUuid();
    }
}
