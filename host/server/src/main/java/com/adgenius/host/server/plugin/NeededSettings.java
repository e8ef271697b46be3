package com.adgenius.host.server.plugin;

import com.adgenius.host.runtime.ActivationCheck.Extensions;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.RefusalCode;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.VideoModel;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a new instance which settings its models cannot do without. */
final class NeededSettings {

    private NeededSettings() {}

    static Map<ModelKind, Set<String>> of(Extensions extensions, Optional<JsonSchema> schema, List<Refusal> refusals) {
        Map<ModelKind, Set<String>> needed = new EnumMap<>(ModelKind.class);
        Set<String> known = schema.map(JsonSchema::properties).orElse(Set.of());
        extensions.of(TextModel.class).stream()
                .findFirst()
                .ifPresent(
                        model -> needed.put(ModelKind.TEXT, checked(model.neededSettings(), model, known, refusals)));
        extensions.of(ImageModel.class).stream()
                .findFirst()
                .ifPresent(
                        model -> needed.put(ModelKind.IMAGE, checked(model.neededSettings(), model, known, refusals)));
        extensions.of(VideoModel.class).stream()
                .findFirst()
                .ifPresent(
                        model -> needed.put(ModelKind.VIDEO, checked(model.neededSettings(), model, known, refusals)));
        extensions.of(EmbeddingModel.class).stream()
                .findFirst()
                .ifPresent(model ->
                        needed.put(ModelKind.EMBEDDING, checked(model.neededSettings(), model, known, refusals)));
        return needed;
    }

    /** A copy: what is kept holds nothing of the plugin. */
    private static Set<String> checked(
            @Nullable Set<String> names, Object model, Set<String> known, List<Refusal> refusals) {
        String where = model.getClass().getName() + ".neededSettings()";
        if (names == null) {
            refusals.add(new Refusal(RefusalCode.METADATA_REFUSED, where + " is null"));
            return Set.of();
        }
        Set<String> copy = new LinkedHashSet<>(names);
        copy.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> refusals.add(new Refusal(
                        RefusalCode.METADATA_REFUSED,
                        where + " names \"" + name + "\", which is no property of settingsSchema()")));
        copy.retainAll(known);
        return Set.copyOf(copy);
    }
}
