package com.adgenius.host.server.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the bytes of a file. */
@FunctionalInterface
public interface Source {

    /** Writes all bytes to the stream and leaves it open. */
    void writeTo(OutputStream output) throws IOException;
}
