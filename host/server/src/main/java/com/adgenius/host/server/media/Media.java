package com.adgenius.host.server.media;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.StoredFile;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * A stored piece of media.
 *
 * @param id its id, a UUIDv7
 * @param mediaType for instance {@code image/png}
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param createdAt when it was stored
 * @param labels what its writer calls it by, for instance {@code creative} with an id
 */
public record Media(
        String id, String mediaType, long size, String sha256, Instant createdAt, Map<String, String> labels) {

    public Media {
        requireNonNull(id, "id is null");
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(sha256, "sha256 is null");
        requireNonNull(createdAt, "createdAt is null");
        labels = Map.copyOf(labels);
    }

    static Media of(StoredFile file) {
        Map<String, String> labels = file.metadata().get("labels", new Document()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> String.valueOf(label.getValue())));
        return new Media(
                file.id(),
                file.metadata().getString("media_type"),
                file.length(),
                file.sha256(),
                file.createdAt(),
                labels);
    }
}
