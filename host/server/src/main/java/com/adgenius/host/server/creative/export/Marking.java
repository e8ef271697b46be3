package com.adgenius.host.server.creative.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Copies a media file and writes its digital source type into it as XMP, in the place of any XMP that is there. Nothing of
 * the picture or film changes, and no more than a buffer of it is held.
 */
sealed interface Marking permits PngMarking, JpegMarking, Mp4Marking {

    /** The marking for files of that media type, if there is one. */
    static Optional<Marking> of(String mediaType) {
        return switch (mediaType) {
            case "image/png" -> Optional.of(new PngMarking());
            case "image/jpeg" -> Optional.of(new JpegMarking());
            case "video/mp4" -> Optional.of(new Mp4Marking());
            default -> Optional.empty();
        };
    }

    /** The most bytes that a file grows by. */
    int growth();

    /**
     * Looks whether the file can be marked.
     *
     * @param size of the whole file, in bytes
     * @return its size in pixels, where its head says it
     * @throws UnmarkableException when it cannot
     */
    Optional<Pixels> look(Opening opening, long size) throws IOException;

    /**
     * Copies the file, marked; neither stream is closed.
     *
     * @param size of the whole file, in bytes
     * @throws IOException when it cannot be read, or is damaged
     */
    void copy(InputStream input, long size, OutputStream output) throws IOException;

    /** Width and height. */
    record Pixels(int width, int height) {}

    /** Opens a file. */
    @FunctionalInterface
    interface Opening {

        /** Reads it from the byte at that offset on. */
        InputStream from(long offset) throws IOException;
    }

    /** Copies exactly so many bytes. */
    static void copy(InputStream input, OutputStream output, long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(64 * 1024, Math.max(1, count))];
        long left = count;
        while (left > 0) {
            int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("The file ends " + left + " bytes too early");
            }
            output.write(buffer, 0, read);
            left -= read;
        }
    }
}
