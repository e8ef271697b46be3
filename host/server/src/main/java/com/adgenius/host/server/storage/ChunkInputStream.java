package com.adgenius.host.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Reads a file chunk by chunk, from any byte on. Each chunk is a query of its own, so a reader that goes away leaves no
 * cursor open.
 */
final class ChunkInputStream extends InputStream {

    private final StoredFile file;
    private final IntFunction<Optional<Document>> chunks;
    private byte[] chunk = new byte[0];
    private int position;
    private long next;

    ChunkInputStream(StoredFile file, long from, IntFunction<Optional<Document>> chunks) {
        this.file = file;
        this.chunks = chunks;
        this.next = Math.clamp(from, 0, file.length());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (count == 0) {
            return 0;
        }
        if (next >= file.length()) {
            return -1;
        }
        if (position == chunk.length) {
            load();
        }
        int part = Math.min(count, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, part);
        position += part;
        next += part;
        return part;
    }

    private void load() throws IOException {
        int number = Math.toIntExact(next / file.chunkSize());
        int expected = (int) Math.min(file.chunkSize(), file.length() - (long) number * file.chunkSize());
        chunk = chunks.apply(number)
                .map(document -> document.get("data", Binary.class).getData())
                .filter(data -> data.length == expected)
                .orElseThrow(
                        () -> new IOException("File \"" + file.id() + "\" was removed or lost its chunk " + number));
        position = (int) (next % file.chunkSize());
    }
}
