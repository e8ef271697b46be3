package com.adgenius.host.server.http;

import java.util.stream.Stream;

/** Entity tags by RFC 9110, section 8.8.3. */
public final class EntityTag {

    private static final String WEAK = "W/";

    private EntityTag() {}

    /** The strong tag of that text, which must hold no quotation mark: equal tags mean equal bytes. */
    public static String of(String text) {
        return "\"" + text + "\"";
    }

    /** The weak tag of that text: equal tags mean the same to whoever reads. */
    public static String weak(String text) {
        return WEAK + of(text);
    }

    /**
     * Whether the caller has it already. Compared weakly, as section 13.1.2 asks for: a cache on the way may have marked
     * the tag as weak.
     */
    public static boolean current(Call call, String tag) {
        return call.header("If-None-Match").filter(tags -> matches(tags, tag)).isPresent();
    }

    static boolean matches(String tags, String tag) {
        return tags.strip().equals("*")
                || Stream.of(tags.strip().split("\\s*,\\s*"))
                        .map(EntityTag::opaque)
                        .anyMatch(opaque(tag)::equals);
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
