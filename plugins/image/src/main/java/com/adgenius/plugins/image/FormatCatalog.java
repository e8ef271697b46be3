package com.adgenius.plugins.image;

import com.adgenius.plugin.Format;
import com.adgenius.plugin.SafeArea;
import com.adgenius.prompting.Json;
import com.adgenius.prompting.Resource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats of {@code formats.json}. */
final class FormatCatalog {

    private static final String RESOURCE = "formats.json";
    private static final List<String> PUBLISHED = List.of("width", "height", "safe_area", "limits");

    private final Map<String, PictureFormat> formats = new LinkedHashMap<>();

    private FormatCatalog(Map<?, ?> document) {
        for (Object format : (List<?>) document.get("formats")) {
            PictureFormat read = format((Map<?, ?>) format);
            formats.put(read.id(), read);
        }
    }

    /** Reads the formats that are part of the plugin. */
    static FormatCatalog load() {
        return new FormatCatalog(Resource.json(FormatCatalog.class, RESOURCE));
    }

    List<PictureFormat> all() {
        return List.copyOf(formats.values());
    }

    Optional<PictureFormat> find(String id) {
        return Optional.ofNullable(formats.get(id));
    }

    private static PictureFormat format(Map<?, ?> format) {
        Map<String, Object> published = new LinkedHashMap<>();
        PUBLISHED.forEach(name -> published.put(name, Json.apiValue(format.get(name))));
        Map<?, ?> area = (Map<?, ?>) format.get("safe_area");
        List<PictureFormat.Limit> limits = new ArrayList<>();
        for (Object limit : (List<?>) format.get("limits")) {
            limits.add(new PictureFormat.Limit(text((Map<?, ?>) limit, "name"), number((Map<?, ?>) limit, "value")));
        }
        return new PictureFormat(
                new Format(
                        text(format, "id"),
                        text(format, "title"),
                        text(format, "platform"),
                        published,
                        text(format, "source"),
                        LocalDate.parse(text(format, "checked"))),
                (int) number(format, "width"),
                (int) number(format, "height"),
                new SafeArea(number(area, "top"), number(area, "right"), number(area, "bottom"), number(area, "left")),
                limits);
    }

    private static String text(Map<?, ?> owner, String name) {
        return Optional.ofNullable((String) owner.get(name))
                .orElseThrow(() -> new IllegalArgumentException(RESOURCE + ": " + name + " is missing in " + owner));
    }

    private static double number(Map<?, ?> owner, String name) {
        return Optional.ofNullable((Number) owner.get(name))
                .orElseThrow(() -> new IllegalArgumentException(RESOURCE + ": " + name + " is missing in " + owner))
                .doubleValue();
    }
}
