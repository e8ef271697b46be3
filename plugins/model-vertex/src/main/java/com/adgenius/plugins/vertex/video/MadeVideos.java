package com.adgenius.plugins.vertex.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Documents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the tenant's database keeps of operations that ended: the video, so that it is fetched once, or that nobody wants it. */
final class MadeVideos {

    private static final String COLLECTION = "videos";
    private static final String CANCELLED = "cancelled";
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final Documents documents;

    MadeVideos(Documents documents) {
        this.documents = requireNonNull(documents, "documents is null");
    }

    Optional<Blob> find(VideoHandle handle) {
        return documents
                .find(COLLECTION, handle.documentId())
                .filter(document -> document.get("blob") instanceof String)
                .map(document -> new Blob(
                        String.valueOf(document.get("blob")),
                        String.valueOf(document.get("media_type")),
                        document.get("size") instanceof BigDecimal size ? size.longValue() : 0));
    }

    void put(VideoHandle handle, Blob video) {
        documents.put(
                COLLECTION,
                handle.documentId(),
                Map.of("blob", video.id(), "media_type", video.mediaType(), "size", BigDecimal.valueOf(video.size())));
    }

    boolean isCancelled(VideoHandle handle) {
        return documents
                .find(COLLECTION, handle.documentId())
                .filter(document -> Boolean.TRUE.equals(document.get(CANCELLED)))
                .isPresent();
    }

    void cancel(VideoHandle handle) {
        documents.put(COLLECTION, handle.documentId(), Map.of(CANCELLED, true));
    }

    /** Forgets some of what was started before that. */
    void forgetBefore(Instant time) {
        String first = VideoHandle.prefix(time);
        for (String id : documents.ids(COLLECTION, "", FORGOTTEN_AT_ONCE)) {
            if (id.compareTo(first) < 0) {
                documents.delete(COLLECTION, id);
            }
        }
    }
}
