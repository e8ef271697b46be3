package com.adgenius.host.app.search;

import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** An embedding model that knows some concepts by their words, and of a picture how wide it is. */
final class ConceptModel implements EmbeddingModel {

    private static final List<List<String>> CONCEPTS = List.of(
            List.of("sneaker", "shoe", "marathon", "schuh"),
            List.of("beach", "summer", "holiday", "strand", "vacation"),
            List.of("espresso", "coffee", "barista", "kaffee"),
            List.of("snow", "winter", "ski"));

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger documents = new AtomicInteger();
    private volatile String model = "concepts-1";
    private volatile int spare = 2;
    private volatile boolean away;
    private volatile Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    /** From now on it is another model, whose vectors are longer. */
    void becomes(String model, int spare) {
        this.model = model;
        this.spare = spare;
    }

    /** From now on it fails as a provider that is away does, or no longer. */
    void away(boolean away) {
        this.away = away;
    }

    /** From now on that many documents are embedded, and more wait. */
    void allow(int more) {
        gate = new Semaphore(more);
    }

    /** Those that wait are embedded, and all to come. */
    void allowAll() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    /** How often it was asked, with an answer or without. */
    int asked() {
        return asked.get();
    }

    /** How many documents it embedded. */
    int documents() {
        return documents.get();
    }

    @Override
    public boolean readsPictures(TenantContext context) {
        return true;
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        asked.incrementAndGet();
        if (away) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The model is away");
        }
        String asked = model;
        int more = spare;
        if (request.purpose() == EmbeddingPurpose.DOCUMENT) {
            gate.acquire();
            documents.incrementAndGet();
        }
        List<List<Float>> vectors = new ArrayList<>();
        for (EmbeddingInput input : request.inputs()) {
            vectors.add(
                    switch (input) {
                        case EmbeddingInput.Text(String text) -> vector(text, more);
                        case EmbeddingInput.Picture picture -> vector(picture, context, more);
                    });
        }
        return new EmbeddingResponse(vectors, new ModelUsage(asked, Map.of("inputs", (long) vectors.size())));
    }

    private static List<Float> vector(String text, int spare) {
        String words = text.toLowerCase(Locale.ROOT);
        List<Float> vector = new ArrayList<>();
        for (List<String> concept : CONCEPTS) {
            vector.add(concept.stream().anyMatch(words::contains) ? 1f : 0f);
        }
        return filled(vector, spare);
    }

    private static List<Float> vector(EmbeddingInput.Picture picture, TenantContext context, int spare)
            throws PluginException {
        try (InputStream bytes = context.blobs().open(picture.blob())) {
            BufferedImage image = Optional.ofNullable(ImageIO.read(bytes))
                    .orElseThrow(() -> new PluginException(FailureCode.INVALID_INPUT, "This is no picture"));
            List<Float> vector = new ArrayList<>(List.of(0f, 0f, 0f, 0f));
            vector.set(0, (float) Math.cos(image.getWidth() / 100.0));
            vector.set(1, (float) Math.sin(image.getWidth() / 100.0));
            return filled(vector, spare);
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The picture cannot be read");
        }
    }

    /** No vector is without length. */
    private static List<Float> filled(List<Float> vector, int spare) {
        for (int i = 0; i < spare; i++) {
            vector.add(0.05f);
        }
        return vector;
    }
}
