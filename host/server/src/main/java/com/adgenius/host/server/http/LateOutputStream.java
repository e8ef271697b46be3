package com.adgenius.host.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the real stream when the first byte is written, flushed for, or when it is closed. */
final class LateOutputStream extends OutputStream {

    private final Supplier<OutputStream> opening;
    private @Nullable OutputStream output;

    LateOutputStream(Supplier<OutputStream> opening) {
        this.opening = opening;
    }

    private OutputStream output() {
        if (output == null) {
            output = opening.get();
        }
        return output;
    }

    @Override
    public void write(int value) throws IOException {
        output().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        output().write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
        output().flush();
    }

    @Override
    public void close() throws IOException {
        output().close();
    }
}
