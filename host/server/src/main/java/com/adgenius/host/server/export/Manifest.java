package com.adgenius.host.server.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export holds: its {@code manifest.json}, the last file in the zip. The data were read between the two times,
 * one collection after the other, while the tenant may have gone on working.
 */
record Manifest(
        String format,
        int formatVersion,
        String exportId,
        Tenant tenant,
        Instant startedAt,
        Instant finishedAt,
        Counts counts,
        List<LeftOut> leftOut,
        List<File> files) {

    static final String PATH = "manifest.json";
    static final String FORMAT = "adgenius-tenant-export";
    static final int VERSION = 1;

    Manifest {
        leftOut = List.copyOf(leftOut);
        files = List.copyOf(files);
    }

    record Tenant(String slug, String name) {}

    /**
     * Sums over the files.
     *
     * @param bytes before they were compressed
     */
    record Counts(long files, long documents, long media, long bytes) {}

    /** What is in the tenant's database and not in the export, and why. */
    record LeftOut(String name, String reason) {}

    /**
     * A file in the zip.
     *
     * @param path its name there
     * @param size in bytes, before it was compressed
     * @param sha256 of its bytes
     * @param documents lines, of a file of JSON Lines
     * @param mediaType of a media file
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record File(String path, long size, String sha256, Optional<Long> documents, Optional<String> mediaType) {}
}
