package com.adgenius.plugins.openai;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails when more is read than may be there. */
final class LimitedInputStream extends FilterInputStream {

    private final int limit;
    private long read;

    LimitedInputStream(InputStream input, int limit) {
        super(input);
        this.limit = limit;
    }

    /** Whether there was more than may be. */
    boolean exceeded() {
        return read > limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (exceeded()) {
            throw new IOException("There are more than " + limit + " bytes");
        }
    }
}
