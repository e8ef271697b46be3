package com.adgenius.plugins.local;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugins.local.text.LocalCopy;
import java.io.IOException;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Writes ad copy by filling patterns of the locale's language with the brief's own words.
 *
 * <p>It is a template engine, not a language model: it reads the brief and the response schema, and does nothing that
 * the prompt says. The same brief and seed give the same copy.
 */
@Extension
public final class LocalTextModel implements TextModel {

    /** The name under which it reports what it used. */
    public static final String MODEL = "local-template-1";

    /** Needs nothing. */
    public LocalTextModel() {}

    @Override
    public TextResponse generate(TextRequest request, TenantContext context) throws PluginException {
        String text = LocalCopy.write(request.brief(), schema(request), Seed.of(request.parameters()));
        return new TextResponse(text, new ModelUsage(MODEL, Map.of("characters", (long) text.length())));
    }

    private static Map<String, Object> schema(TextRequest request) throws PluginException {
        if (request.responseSchema().isBlank()) {
            return Map.of();
        }
        try {
            return Json.object(request.responseSchema());
        } catch (IOException e) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT, "The response schema is not a JSON object; send a JSON Schema", e);
        }
    }
}
