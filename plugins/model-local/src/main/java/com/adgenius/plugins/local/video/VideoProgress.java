package com.adgenius.plugins.local.video;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Documents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a video is, as it stands in the tenant's documents.
 *
 * @param order what was ordered, as JSON; empty once it is done
 * @param slices encoded pictures so far, in order
 * @param video the finished file
 * @param description what the finished file shows
 */
record VideoProgress(String order, List<Slice> slices, Optional<Blob> video, String description) {

    private static final String COLLECTION = "videos";

    VideoProgress {
        slices = List.copyOf(slices);
    }

    /**
     * Some encoded pictures in a row.
     *
     * @param sizes of the pictures, in bytes
     */
    record Slice(Blob blob, List<Integer> sizes) {

        Slice {
            sizes = List.copyOf(sizes);
        }
    }

    static VideoProgress ordered(String order) {
        return new VideoProgress(order, List.of(), Optional.empty(), "");
    }

    VideoProgress with(Slice slice) {
        return new VideoProgress(
                order, Stream.concat(slices.stream(), Stream.of(slice)).toList(), video, description);
    }

    static VideoProgress done(Blob video, String description) {
        return new VideoProgress("", List.of(), Optional.of(video), description);
    }

    /** How many pictures are encoded. */
    int pictures() {
        return slices.stream().mapToInt(slice -> slice.sizes().size()).sum();
    }

    static Optional<VideoProgress> find(Documents documents, String id) {
        return documents.find(COLLECTION, id).map(VideoProgress::of);
    }

    void save(Documents documents, String id) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", BigDecimal.ONE);
        document.put("order", order);
        document.put("description", description);
        List<Object> stored = new ArrayList<>();
        for (Slice slice : slices) {
            List<Object> sizes = new ArrayList<>();
            slice.sizes().forEach(size -> sizes.add(BigDecimal.valueOf(size)));
            stored.add(Map.of("blob", VideoOrder.blob(slice.blob()), "sizes", sizes));
        }
        document.put("slices", stored);
        video.ifPresent(blob -> document.put("video", VideoOrder.blob(blob)));
        documents.put(COLLECTION, id, document);
    }

    static void delete(Documents documents, String id) {
        documents.delete(COLLECTION, id);
    }

    /** Removes the oldest documents, whose ids are before the given one; at most {@code limit}. */
    static void deleteBefore(Documents documents, String id, int limit) {
        documents.ids(COLLECTION, "", limit).stream()
                .filter(old -> old.compareTo(id) < 0)
                .forEach(old -> documents.delete(COLLECTION, old));
    }

    private static VideoProgress of(Map<String, Object> document) {
        List<Slice> slices = new ArrayList<>();
        if (document.get("slices") instanceof List<?> list) {
            for (Object stored : list) {
                Map<?, ?> slice = (Map<?, ?>) stored;
                List<Integer> sizes = ((List<?>) slice.get("sizes"))
                        .stream().map(size -> ((Number) size).intValue()).toList();
                VideoOrder.blob(slice.get("blob")).ifPresent(blob -> slices.add(new Slice(blob, sizes)));
            }
        }
        return new VideoProgress(
                String.valueOf(document.getOrDefault("order", "")),
                slices,
                VideoOrder.blob(document.get("video")),
                String.valueOf(document.getOrDefault("description", "")));
    }
}
