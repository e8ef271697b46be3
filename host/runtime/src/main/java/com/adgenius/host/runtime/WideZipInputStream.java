package com.adgenius.host.runtime;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipInputStream;

/**
 * The JDK's own, with a buffer that holds a whole small entry. The JDK's has 512 bytes, so that a jar of megabytes takes
 * ten thousands of calls into the inflater.
 */
final class WideZipInputStream extends ZipInputStream {

    private static final int BUFFER = 1 << 13;
    private static final int FILE_BUFFER = 1 << 16;

    WideZipInputStream(InputStream file) {
        super(file);
        buf = new byte[BUFFER];
        // What an entry leaves of the buffer is pushed back.
        in = new PushbackInputStream(new BufferedInputStream(file, FILE_BUFFER), BUFFER);
    }
}
