package com.adgenius.plugins.local;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.local.embedding.TextVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Embeds texts in English, German, Spanish and Japanese by what their words mean, each language near the others. It knows
 * words, not sentences: "dog bites man" and "man bites dog" are one to it. It reads no pictures.
 */
@Extension
public final class LocalEmbeddingModel implements EmbeddingModel {

    /** The name under which it reports what it used; another name for other vectors. */
    public static final String MODEL = "local-words-1";

    /** Needs nothing. */
    public LocalEmbeddingModel() {}

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        List<String> texts = request.texts();
        List<List<Float>> vectors = new ArrayList<>();
        long characters = 0;
        for (String text : texts) {
            vectors.add(numbers(TextVectors.shared().vector(text)));
            characters += text.codePointCount(0, text.length());
        }
        return new EmbeddingResponse(
                vectors, new ModelUsage(MODEL, Map.of("texts", (long) texts.size(), "characters", characters)));
    }

    private static List<Float> numbers(float[] vector) {
        List<Float> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }
}
