package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/**
 * Names a piece of media that the host stores for the tenant. It holds no bytes: read and write them with {@link Blobs}.
 *
 * @param id the host's name for it, opaque
 * @param mediaType for instance {@code image/png}
 * @param size in bytes
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Blob(String id, String mediaType, long size) {

    public Blob {
        requireNonNull(id, "id is null");
        requireNonNull(mediaType, "mediaType is null");
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
    }
}
