package com.adgenius.plugins.image;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user's words as a block of data between two tags. No word of the user's can end the block: it is JSON in which
 * {@code <} and {@code >} are escaped. Invisible characters, which could hide an instruction from the user himself, are
 * taken out.
 */
final class BriefData {

    static final String BEGIN = "<brief-data>";
    static final String END = "</brief-data>";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}&&[^\\u200C\\u200D]]");

    private BriefData() {}

    static String of(Brief brief, Optional<String> change) {
        Brand brand = brief.brand();
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "request", brief.prompt());
        put(data, "audience", brief.audience().isBlank() ? brand.audience() : brief.audience());
        put(data, "segments", brief.segments());
        put(data, "tone", brief.tone());
        put(data, "style", brief.style());
        put(data, "brand_name", brand.name());
        put(data, "brand_description", brand.description());
        put(data, "brand_voice", brand.voice());
        put(data, "palette", brand.palette());
        put(data, "banned_terms", brand.bannedTerms());
        change.ifPresent(wanted -> put(data, "change_wanted", wanted));
        return block(data);
    }

    /** Any JSON value as such a block. */
    static String block(Object data) {
        return BEGIN + "\n" + Json.writeEscaped(data) + "\n" + END;
    }

    private static void put(Map<String, Object> data, String name, String text) {
        if (!text.isBlank()) {
            data.put(name, visible(text));
        }
    }

    private static void put(Map<String, Object> data, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            data.put(name, texts.stream().map(BriefData::visible).toList());
        }
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }
}
