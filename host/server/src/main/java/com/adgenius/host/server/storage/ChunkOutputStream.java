package com.adgenius.host.server.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/** Cuts what is written into chunks, counts and hashes it; holds one chunk in memory. */
final class ChunkOutputStream extends OutputStream {

    private final String id;
    private final long limit;
    private final byte[] buffer;
    private final Consumer<Document> sink;
    private final MessageDigest digest;
    private long length;
    private int filled;
    private int next;

    ChunkOutputStream(String id, long limit, int chunk, Consumer<Document> sink) {
        this.id = id;
        this.limit = limit;
        this.buffer = new byte[chunk];
        this.sink = sink;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (length + count > limit) {
            throw new FileTooLargeException(limit);
        }
        length += count;
        int from = offset;
        int left = count;
        while (left > 0) {
            int part = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == buffer.length) {
                emit();
            }
        }
    }

    /** Writes the rest; nothing may be written after it. */
    void finish() {
        if (filled > 0) {
            emit();
        }
    }

    private void emit() {
        digest.update(buffer, 0, filled);
        sink.accept(new Document("_id", new ObjectId())
                .append("files_id", id)
                .append("n", next++)
                .append("data", new Binary(Arrays.copyOf(buffer, filled))));
        filled = 0;
    }

    long length() {
        return length;
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
