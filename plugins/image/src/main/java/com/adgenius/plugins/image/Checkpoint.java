package com.adgenius.plugins.image;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.prompting.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures already made, so that a generation that is called again after a crash does not pay for them twice. A later
 * version that reads another form, or one that does not fit, makes them anew.
 */
final class Checkpoint {

    private static final int VERSION = 1;

    private final GenerationContext context;
    private final List<Made> made = new ArrayList<>();

    private Checkpoint(GenerationContext context) {
        this.context = context;
    }

    /** A finished picture and the model that made it. */
    record Made(Asset.Picture picture, String model) {}

    static Checkpoint of(GenerationContext context) {
        Checkpoint checkpoint = new Checkpoint(context);
        context.checkpoint().ifPresent(checkpoint::read);
        return checkpoint;
    }

    /** The picture made earlier for that place, if its bytes are still there. */
    Optional<Made> find(String format, int variant) {
        return made.stream()
                .filter(picture -> picture.picture().format().equals(format)
                        && picture.picture().variant() == variant)
                .filter(picture -> stored(picture.picture().blob()))
                .findFirst();
    }

    /** Adds a picture and saves; a checkpoint over the limit is left as it was. */
    void add(Made picture) {
        made.add(picture);
        String text = Json.write(Map.of(
                "version",
                VERSION,
                "pictures",
                made.stream().map(Checkpoint::json).toList()));
        if (text.getBytes(StandardCharsets.UTF_8).length <= GenerationContext.CHECKPOINT_LIMIT) {
            context.saveCheckpoint(text);
        }
    }

    private boolean stored(Blob blob) {
        try {
            context.blobs().open(blob).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void read(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> saved
                    && saved.get("version") instanceof Integer version
                    && version == VERSION
                    && saved.get("pictures") instanceof List<?> pictures) {
                for (Object picture : pictures) {
                    made.add(made((Map<?, ?>) picture));
                }
            }
        } catch (IOException | RuntimeException e) {
            made.clear();
        }
    }

    private static Map<String, Object> json(Made made) {
        Asset.Picture picture = made.picture();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", picture.format());
        json.put("variant", picture.variant());
        json.put("blob", picture.blob().id());
        json.put("media_type", picture.blob().mediaType());
        json.put("size", picture.blob().size());
        json.put("width", picture.width());
        json.put("height", picture.height());
        json.put("description", picture.description());
        json.put("model", made.model());
        return json;
    }

    private static Made made(Map<?, ?> json) {
        return new Made(
                new Asset.Picture(
                        (String) json.get("format"),
                        number(json, "variant").intValueExact(),
                        new Blob(
                                (String) json.get("blob"),
                                (String) json.get("media_type"),
                                number(json, "size").longValueExact()),
                        number(json, "width").intValueExact(),
                        number(json, "height").intValueExact(),
                        (String) json.get("description")),
                (String) json.get("model"));
    }

    private static BigDecimal number(Map<?, ?> json, String name) {
        return new BigDecimal(json.get(name).toString());
    }
}
