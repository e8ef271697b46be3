package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A file whose bytes never change under the same hash: answered whole or in part, or not at all to whoever has it.
 *
 * @param mediaType for instance {@code image/png}
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param cacheControl who may keep it, and how long
 * @param disposition what a browser does with it; holds nothing that would have to be quoted
 * @param opening reads it from a byte on
 */
public record FileAnswer(
        String mediaType, long size, String sha256, String cacheControl, String disposition, Opening opening) {

    private static final int BUFFER = 64 * 1024;

    public FileAnswer {
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(sha256, "sha256 is null");
        requireNonNull(cacheControl, "cacheControl is null");
        requireNonNull(disposition, "disposition is null");
        requireNonNull(opening, "opening is null");
    }

    /** Opens the file. */
    @FunctionalInterface
    public interface Opening {

        /** Reads it from the byte at that offset on. */
        InputStream from(long offset) throws IOException;
    }

    /** The answer to that call. */
    public Answer to(Call call) {
        String tag = EntityTag.of(sha256);
        if (EntityTag.current(call, tag)) {
            return Answer.notModified().header("ETag", tag);
        }
        Optional<ByteRange> range =
                call.header("If-Range").filter(given -> !given.equals(tag)).isPresent()
                        ? Optional.empty()
                        : call.header("Range").flatMap(header -> ByteRange.parse(header, size));
        ByteRange part = range.orElse(new ByteRange(0, size - 1));
        // Opened before the head is sent, so that a file that is gone is a problem and not a broken body.
        InputStream input = open(part.first());
        Answer answer = Answer.stream(
                        range.isPresent() ? 206 : 200, mediaType, output -> copy(input, output, part.length()))
                .header("Content-Length", Long.toString(part.length()))
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Cache-Control", cacheControl)
                .header("Content-Disposition", disposition);
        return range.isEmpty()
                ? answer
                : answer.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
    }

    private InputStream open(long offset) {
        try {
            return opening.from(offset);
        } catch (IOException e) {
            throw new IllegalStateException("A file that is known cannot be read", e);
        }
    }

    private static void copy(InputStream input, OutputStream output, long length) throws IOException {
        try (input) {
            byte[] buffer = new byte[BUFFER];
            long left = length;
            while (left > 0) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("The file ends " + left + " bytes too early");
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
