package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.plugin.Blob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What of a ready creative is indexed.
 *
 * @param id the creative's, and the point's
 * @param kind {@code text}, {@code image} or {@code video}
 * @param campaignId what it belongs to
 * @param createdAt when it was asked for
 * @param score how it did, 0 to 1, where that is known
 * @param tags its tags
 * @param text what it says
 * @param picture what it looks like: its first picture; of a video the one that is stored beside it
 */
record IndexedCreative(
        UUID id,
        String kind,
        String campaignId,
        Instant createdAt,
        Optional<Double> score,
        List<String> tags,
        String text,
        Optional<Blob> picture) {

    /** Counts up when the same creative becomes another point. */
    private static final String FORM = "1";

    private static final int FINGERPRINT = 32;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

    IndexedCreative {
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(campaignId, "campaignId is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(score, "score is null");
        requireNonNull(text, "text is null");
        requireNonNull(picture, "picture is null");
        tags = List.copyOf(tags);
    }

    static IndexedCreative of(Creative creative, Optional<Double> score) {
        return new IndexedCreative(
                UUID.fromString(creative.id()),
                creative.kind().value(),
                creative.campaignId(),
                creative.times().createdAt(),
                score,
                creative.tags(),
                CreativeText.of(creative),
                creative.result().flatMap(IndexedCreative::picture));
    }

    private static Optional<Blob> picture(Creative.Result result) {
        return result.assets().stream()
                .filter(CreativeAsset.MediaAsset.class::isInstance)
                .map(CreativeAsset.MediaAsset.class::cast)
                .filter(media -> PICTURES.contains(media.mediaType()))
                .findFirst()
                .map(media -> new Blob(media.mediaId(), media.mediaType(), media.size()));
    }

    /** The same as long as nothing of it changes. */
    String fingerprint() {
        String all = String.join(
                "\0",
                FORM,
                kind,
                campaignId,
                createdAt.toString(),
                score.map(String::valueOf).orElse(""),
                String.join("\1", tags),
                text,
                picture.map(Blob::id).orElse(""));
        return Fingerprint.of(all, FINGERPRINT);
    }
}
