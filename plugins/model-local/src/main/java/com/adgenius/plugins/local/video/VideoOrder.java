package com.adgenius.plugins.local.video;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugins.local.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was ordered, in a form that outlives the process: JSON text that later versions can read. */
record VideoOrder(
        Brief brief,
        int width,
        int height,
        long milliseconds,
        SafeArea safeArea,
        int variant,
        long seed,
        List<Blob> references) {

    VideoOrder {
        references = List.copyOf(references);
    }

    String json() {
        Brand brand = brief.brand();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("prompt", brief.prompt());
        order.put("audience", brief.audience());
        order.put("segments", brief.segments());
        order.put("tone", brief.tone());
        order.put("style", brief.style());
        order.put("locale", brief.locale().toLanguageTag());
        order.put("brandName", brand.name());
        order.put("brandDescription", brand.description());
        order.put("brandAudience", brand.audience());
        order.put("voice", brand.voice());
        order.put("palette", brand.palette());
        order.put("bannedTerms", brand.bannedTerms());
        order.put("requiredTerms", brand.requiredTerms());
        order.put("logo", blobs(brand.logo().stream().toList()));
        order.put("references", blobs(references));
        order.put("width", width);
        order.put("height", height);
        order.put("milliseconds", milliseconds);
        order.put("variant", variant);
        order.put("seed", seed);
        order.put("safeArea", List.of(safeArea.top(), safeArea.right(), safeArea.bottom(), safeArea.left()));
        return Json.text(order);
    }

    static VideoOrder of(String json) throws IOException {
        Map<String, Object> order = Json.object(json);
        Brand brand = new Brand(
                text(order, "brandName"),
                text(order, "brandDescription"),
                text(order, "brandAudience"),
                Json.texts(order, "voice"),
                Json.texts(order, "palette"),
                Json.texts(order, "bannedTerms"),
                Json.texts(order, "requiredTerms"),
                blobs(order, "logo").stream().findFirst());
        Brief brief = new Brief(
                text(order, "prompt"),
                text(order, "audience"),
                Json.texts(order, "segments"),
                text(order, "tone"),
                text(order, "style"),
                Locale.forLanguageTag(text(order, "locale")),
                brand);
        List<Double> margins =
                Json.texts(order, "safeArea").stream().map(Double::valueOf).toList();
        return new VideoOrder(
                brief,
                Json.number(order, "width", 0),
                Json.number(order, "height", 0),
                ((Number) order.get("milliseconds")).longValue(),
                new SafeArea(margins.get(0), margins.get(1), margins.get(2), margins.get(3)),
                Json.number(order, "variant", 1),
                ((Number) order.get("seed")).longValue(),
                blobs(order, "references"));
    }

    static Map<String, Object> blob(Blob blob) {
        return Map.of("id", blob.id(), "mediaType", blob.mediaType(), "size", Long.toString(blob.size()));
    }

    static Optional<Blob> blob(Object stored) {
        return stored instanceof Map<?, ?> map
                ? Optional.of(new Blob(
                        String.valueOf(map.get("id")),
                        String.valueOf(map.get("mediaType")),
                        Long.parseLong(String.valueOf(map.get("size")))))
                : Optional.empty();
    }

    private static List<Object> blobs(List<Blob> blobs) {
        return List.copyOf(blobs.stream().map(VideoOrder::blob).toList());
    }

    private static List<Blob> blobs(Map<String, Object> order, String name) {
        List<Blob> blobs = new ArrayList<>();
        if (order.get(name) instanceof List<?> list) {
            list.forEach(stored -> blob(stored).ifPresent(blobs::add));
        }
        return blobs;
    }

    private static String text(Map<String, Object> order, String name) {
        return order.get(name) instanceof String text ? text : "";
    }
}
