package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.bson.Document;

/**
 * What a bucket knows of a file.
 *
 * @param id its id
 * @param length in bytes
 * @param chunkSize of its chunks, in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param createdAt when it was complete
 * @param metadata what its writer kept beside the bytes
 */
public record StoredFile(String id, long length, int chunkSize, String sha256, Instant createdAt, Document metadata) {

    public StoredFile {
        requireNonNull(id, "id is null");
        requireNonNull(sha256, "sha256 is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(metadata, "metadata is null");
    }

    static StoredFile of(Document record) {
        Document metadata = record.get("metadata", Document.class);
        return new StoredFile(
                record.getString("_id"),
                record.get("length", Number.class).longValue(),
                record.getInteger("chunkSize"),
                metadata.getString("sha256"),
                record.getDate("uploadDate").toInstant(),
                metadata);
    }
}
