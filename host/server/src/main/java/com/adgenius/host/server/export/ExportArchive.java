package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that is written from its first byte to its last, with hashes and counts of what goes in. */
final class ExportArchive {

    private final ZipOutputStream zip;
    private final int limit;
    private final Pulse pulse;
    private final List<Manifest.File> files = new ArrayList<>();
    private long documents;
    private long media;
    private long bytes;

    /** Hears how far the archive is; ends the writing by an exception. */
    @FunctionalInterface
    interface Pulse {

        void beat(long documents, long media, long bytes) throws IOException;
    }

    /** An archive of at most so many files, written to a stream that stays open. */
    ExportArchive(OutputStream output, int limit, Pulse pulse) {
        this.zip = new ZipOutputStream(requireNonNull(output, "output is null"));
        this.limit = limit;
        this.pulse = requireNonNull(pulse, "pulse is null");
    }

    /** Adds a file of JSON Lines. */
    void lines(String path, ExportSource source) throws IOException {
        begin(path, Deflater.DEFAULT_COMPRESSION);
        Entry entry = new Entry(true);
        source.writeTo(entry);
        zip.closeEntry();
        files.add(new Manifest.File(path, entry.size, entry.sha256(), Optional.of(entry.lines), Optional.empty()));
    }

    /** Adds a media file, which is compressed already. */
    void media(String path, String mediaType, InputStream content) throws IOException {
        begin(path, Deflater.NO_COMPRESSION);
        Entry entry = new Entry(false);
        content.transferTo(entry);
        zip.closeEntry();
        media++;
        pulse.beat(documents, media, bytes);
        files.add(new Manifest.File(path, entry.size, entry.sha256(), Optional.empty(), Optional.of(mediaType)));
    }

    List<Manifest.File> files() {
        return List.copyOf(files);
    }

    Manifest.Counts counts() {
        return new Manifest.Counts(files.size(), documents, media, bytes);
    }

    /** Adds the manifest and ends the archive. */
    void finish(Manifest manifest, ObjectMapper mapper) throws IOException {
        begin(Manifest.PATH, Deflater.DEFAULT_COMPRESSION);
        mapper.writer()
                .withDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(zip, manifest);
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String path, int level) throws IOException {
        if (files.size() >= limit) {
            throw new ExportFailedException(
                    "too_many_files",
                    "An export holds at most " + limit + " files. Remove media that you do not need.");
        }
        zip.setLevel(level);
        zip.putNextEntry(new ZipEntry(path));
    }

    /** The bytes of one file on their way into the zip. */
    private final class Entry extends OutputStream {

        private final boolean text;
        private final MessageDigest digest = sha256Digest();
        private long size;
        private long lines;

        Entry(boolean text) {
            this.text = text;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            zip.write(content, offset, length);
            digest.update(content, offset, length);
            size += length;
            bytes += length;
            for (int i = offset; text && i < offset + length; i++) {
                if (content[i] == '\n') {
                    lines++;
                    documents++;
                }
            }
            pulse.beat(documents, media, bytes);
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
