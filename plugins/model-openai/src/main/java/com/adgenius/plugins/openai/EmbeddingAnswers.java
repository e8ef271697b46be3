package com.adgenius.plugins.openai;

import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the vectors of a call: one for each text, in their order, all of one dimension. */
final class EmbeddingAnswers {

    private final String asked;
    private final String server;
    private final List<List<Float>> vectors = new ArrayList<>();
    private final Map<String, Long> quantities = new LinkedHashMap<>();
    private Optional<Integer> dimension;
    private String answered;

    /**
     * Nothing yet.
     *
     * @param asked the model
     * @param dimension what it must give, if that is known
     */
    EmbeddingAnswers(String asked, Optional<Integer> dimension, String server) {
        this.asked = asked;
        this.answered = asked;
        this.dimension = dimension;
        this.server = server;
    }

    /** Takes the answer for so many texts. */
    void add(Map<String, Object> answer, int texts) throws PluginException {
        List<?> data = Json.list(answer, "data");
        if (data.size() != texts) {
            throw wrong("gave " + data.size() + " vectors for " + texts + " texts");
        }
        Map<Integer, List<Float>> byIndex = new LinkedHashMap<>();
        for (int i = 0; i < texts; i++) {
            Map<String, Object> one = Json.object(data.get(i));
            int index = one.get("index") instanceof Number number ? number.intValue() : i;
            byIndex.put(index, vector(one.get("embedding")));
        }
        for (int i = 0; i < texts; i++) {
            List<Float> vector = byIndex.get(i);
            if (vector == null) {
                throw wrong("gave no vector for text " + (i + 1) + " of " + texts);
            }
            vectors.add(vector);
        }
        ModelUsage usage = Usage.of(answer, asked);
        answered = usage.model();
        usage.quantities().forEach((unit, quantity) -> quantities.merge(unit, quantity, Long::sum));
    }

    /** All of them. */
    EmbeddingResponse response() {
        return new EmbeddingResponse(vectors, new ModelUsage(answered, quantities));
    }

    private List<Float> vector(Object embedding) throws PluginException {
        if (!(embedding instanceof List<?> numbers) || numbers.isEmpty()) {
            throw wrong("gave no list of numbers for a text");
        }
        List<Float> vector = new ArrayList<>(numbers.size());
        for (Object number : numbers) {
            float value = number instanceof Number given ? given.floatValue() : Float.NaN;
            if (!Float.isFinite(value)) {
                throw wrong("gave a vector that holds something else than numbers");
            }
            vector.add(value);
        }
        int expected = dimension.orElse(vector.size());
        if (vector.size() != expected) {
            throw wrong("gave a vector of " + vector.size() + " dimensions instead of " + expected
                    + "; an administrator sets embedding_model and embedding_dimensions so that they fit");
        }
        dimension = Optional.of(expected);
        return List.copyOf(vector);
    }

    private PluginException wrong(String what) {
        return new PluginException(FailureCode.INVALID_RESULT, "Model \"" + asked + "\" of " + server + " " + what);
    }
}
