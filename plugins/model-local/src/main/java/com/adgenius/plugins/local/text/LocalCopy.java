package com.adgenius.plugins.local.text;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.local.Json;
import com.adgenius.plugins.local.copy.Copywriter;
import java.util.Map;

/** Answers text requests. */
public final class LocalCopy {

    private static final int PLAIN_WIDTH = 300;

    private LocalCopy() {}

    /** JSON that is valid by the schema; for an empty schema a few sentences of plain text. */
    public static String write(Brief brief, Map<String, Object> schema, long seed) throws PluginException {
        if (schema.isEmpty()) {
            return String.join(" ", new Copywriter(brief, 1, seed).lines(PLAIN_WIDTH, 1, 1, 0));
        }
        return Json.text(new SchemaFiller(brief, seed).fill(schema));
    }
}
