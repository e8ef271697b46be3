package com.adgenius.plugins.local.text;

import com.adgenius.plugins.local.Json;
import java.util.Map;

/**
 * A text or list of texts that a schema asks for.
 *
 * @param list whether it is a list
 * @param least how few items, 1 for a text
 * @param most how many items
 * @param limit of the display width of an item
 * @param narrow a limit that one item must keep; 0 for none
 */
record Field(String name, boolean list, int least, int most, int limit, int narrow, boolean required) {

    private static final int UNLIMITED = 120;
    private static final int MOST = 10;

    /** The field of that schema; a type that is neither a text nor a list of texts counts as a text. */
    static Field of(String name, Map<String, Object> schema, boolean required) {
        boolean list = "array".equals(schema.get("type"));
        Map<String, Object> item = list ? Json.objectOf(schema, "items") : schema;
        int least = list ? Json.number(schema, "minItems", 1) : 1;
        return new Field(
                name,
                list,
                least,
                list ? Json.number(schema, "maxItems", Math.max(least, MOST)) : 1,
                limit(item, UNLIMITED),
                limit(Json.objectOf(schema, "contains"), 0),
                required);
    }

    /** Whether it is read as advertising: not a tag, a path, a button or a name. */
    boolean holdsCopy() {
        return limit > 15 && !name.startsWith("tag") && !name.contains("action") && !name.contains("name");
    }

    private static int limit(Map<String, Object> item, int otherwise) {
        int length = Json.number(item, "maxLength", otherwise);
        return Math.min(length, Json.number(item, "displayWidth", length));
    }
}
