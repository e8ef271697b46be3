package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.storage.CanonicalJson;
import java.util.List;
import java.util.Map;

/**
 * Names content by what it is: the SHA-256 of the canonical JSON of its texts and of the hashes of its media. Equal hashes
 * mean that people saw the same.
 */
final class ContentHash {

    private ContentHash() {}

    static String of(List<CreativeAsset> assets) {
        return CanonicalJson.sha256(
                Map.of("content", assets.stream().map(ContentHash::seen).toList()));
    }

    private static Map<String, Object> seen(CreativeAsset asset) {
        return switch (asset) {
            case Copy copy -> Map.of("format", copy.format(), "variant", copy.variant(), "fields", copy.fields());
            case MediaAsset media ->
                Map.of(
                        "format", media.format(),
                        "variant", media.variant(),
                        "media_type", media.mediaType(),
                        "sha256", media.sha256(),
                        "description", media.description());
        };
    }
}
