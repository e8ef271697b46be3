package com.adgenius.host.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a request whose body is longer than allowed while it is read, whatever its head said. */
final class BoundedInputStream extends FilterInputStream {

    private final long limit;
    private long left;

    BoundedInputStream(InputStream input, long limit) {
        super(input);
        this.limit = limit;
        this.left = limit;
    }

    static ProblemException tooLarge(long limit) {
        return ProblemException.of(
                ProblemCode.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes here.");
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long read) {
        left -= read;
        if (left < 0) {
            throw tooLarge(limit);
        }
    }
}
