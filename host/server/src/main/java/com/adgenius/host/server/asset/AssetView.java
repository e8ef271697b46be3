package com.adgenius.host.server.asset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An asset, as the API shows it. */
@Schema(name = "Asset", description = "A picture that the tenant uploaded.")
record AssetView(
        String id,
        @Schema(example = "logo.png") String name,
        @Schema(example = "image/png") String mediaType,
        @Schema(description = "In bytes.") long size,
        @Schema(description = "In pixels.") int width,
        @Schema(description = "In pixels.") int height,

        @Schema(description = "Of its bytes, in hexadecimal.")
        String sha256,

        Instant createdAt) {}
