package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/**
 * A picture that a model made.
 *
 * @param image {@code image/png} or {@code image/jpeg}
 * @param description what it shows
 * @param usage what it used
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record ImageResponse(Blob image, String description, ModelUsage usage) {

    public ImageResponse {
        requireNonNull(image, "image is null");
        requireNonNull(description, "description is null");
        requireNonNull(usage, "usage is null");
    }
}
