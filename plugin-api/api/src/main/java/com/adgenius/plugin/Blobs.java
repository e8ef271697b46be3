package com.adgenius.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The tenant's media. Bytes travel as streams, never as arrays or paths.
 *
 * <p>Media written during a generation belongs to its job: what the {@link GenerationResult} does not name is removed
 * after the job ended.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Blobs {

    /**
     * Opens a piece of media for reading; the caller closes the stream.
     *
     * @throws IOException when there is no such blob for this tenant, or it cannot be read
     */
    InputStream open(Blob blob) throws IOException;

    /**
     * Stores what the source writes. The blob is durable when this returns; where the source fails nothing is stored.
     *
     * @param mediaType for instance {@code video/mp4}
     * @throws IOException when the source fails, the tenant's limit is exceeded, or the store cannot be written
     */
    Blob write(String mediaType, Source source) throws IOException;

    /** Writes the bytes of a blob. */
    @FunctionalInterface
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    interface Source {

        /** Writes all bytes to the stream, which the host closes. */
        void writeTo(OutputStream output) throws IOException;
    }
}
