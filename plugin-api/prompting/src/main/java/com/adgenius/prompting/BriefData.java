package com.adgenius.prompting;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The user's words as a block of data between two tags. No word of the user's can end the block: it is JSON in which
 * {@code <} and {@code >} are escaped. Invisible characters, which could hide an instruction from the user himself, are
 * taken out; joiners stay, as Persian, Indic scripts and emoji need them.
 *
 * <p>Properties stand in the order in which they were added; empty ones are left out.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class BriefData {

    /** Begins a block. */
    public static final String BEGIN = "<brief-data>";

    /** Ends a block. */
    public static final String END = "</brief-data>";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}&&[^\\u200C\\u200D]]");

    private final Map<String, Object> properties;

    private BriefData(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * What every prompt needs of a brief: {@code request, audience, segments, tone, style, brand_name, brand_description,
     * brand_voice}. Colours and terms of the brand are for each generator to {@linkplain #and add}.
     */
    public static BriefData of(Brief brief) {
        Brand brand = brief.brand();
        return new BriefData(Map.of())
                .and("request", brief.prompt())
                .and("audience", brief.audience().isBlank() ? brand.audience() : brief.audience())
                .and("segments", brief.segments())
                .and("tone", brief.tone())
                .and("style", brief.style())
                .and("brand_name", brand.name())
                .and("brand_description", brand.description())
                .and("brand_voice", brand.voice());
    }

    /**
     * This with one property more.
     *
     * @param value texts, lists and objects of such, numbers, booleans; a blank text, an empty list or an empty object is
     *     left out, as a property of an object within it is too
     */
    public BriefData and(String name, Object value) {
        requireNonNull(name, "name is null");
        requireNonNull(value, "value is null");
        if (isEmpty(value)) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(visible(name), valueOf(value));
        return new BriefData(more);
    }

    /** The block: {@link #BEGIN}, one line of JSON, {@link #END}. */
    public String toBlock() {
        return block(properties);
    }

    /** Any JSON value as such a block, unchanged: what a model answered, for instance, and what was wrong with it. */
    public static String block(Object value) {
        return BEGIN + "\n" + Json.writeEscaped(value) + "\n" + END;
    }

    private static boolean isEmpty(Object value) {
        return switch (value) {
            case String text -> text.isBlank();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    private static Object valueOf(Object value) {
        return switch (value) {
            case String text -> visible(text);
            case List<?> list -> list.stream().map(BriefData::valueOf).toList();
            case Map<?, ?> map -> objectOf(map);
            default -> value;
        };
    }

    private static Map<String, Object> objectOf(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!isEmpty(value)) {
                object.put(visible((String) name), valueOf(value));
            }
        });
        return object;
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }
}
