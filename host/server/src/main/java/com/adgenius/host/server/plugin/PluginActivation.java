package com.adgenius.host.server.plugin;

import com.adgenius.host.runtime.ActivationCheck;
import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.runtime.PluginRefusedException;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.RefusalCode;
import com.adgenius.host.server.plugin.PluginMetadata.GeneratorMetadata;
import com.adgenius.host.server.plugin.PluginMetadata.ListenerMetadata;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.VideoModel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Asks a new instance once what it can do, and refuses one whose answers cannot be used. Everything is copied into the
 * host's and the JDK's types, so that what is kept holds nothing of the plugin.
 */
public final class PluginActivation implements ActivationCheck {

    private static final int FORMAT_LIMIT = 500;
    private static final int TYPE_LIMIT = 100;
    private static final Pattern EVENT_TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,119}");

    @Override
    public PluginMetadata metadata(InstanceInformation instance, Extensions extensions) throws Exception {
        List<Refusal> refusals = new ArrayList<>();
        List<GeneratorMetadata> generators = generators(extensions, refusals);
        List<ListenerMetadata> listeners = listeners(extensions, refusals);
        Optional<JsonSchema> settings = settingsSchema(extensions, refusals);
        Map<ModelKind, Set<String>> needed = NeededSettings.of(extensions, settings, refusals);
        if (!refusals.isEmpty()) {
            throw new PluginRefusedException(refusals);
        }
        return new PluginMetadata(generators, listeners, settings, needed);
    }

    private static List<GeneratorMetadata> generators(Extensions extensions, List<Refusal> refusals) {
        List<GeneratorMetadata> generators = new ArrayList<>();
        Set<CreativeKind> kinds = EnumSet.noneOf(CreativeKind.class);
        List<CreativeGenerator> found = extensions.of(CreativeGenerator.class);
        for (int index = 0; index < found.size(); index++) {
            CreativeGenerator generator = found.get(index);
            String name = generator.getClass().getName();
            CreativeKind kind = generator.kind();
            Optional<JsonSchema> options = schema(generator.optionsSchema(), name + ".optionsSchema()", refusals);
            if (kind == null) {
                refuse(refusals, name + ".kind() is null");
                continue;
            }
            if (!kinds.add(kind)) {
                refuse(refusals, name + " is the plugin's second generator of kind " + kind.value());
            }
            List<Format> formats = formats(generator.formats(), name, refusals);
            Set<ModelKind> models = generator.models();
            if (models == null) {
                refuse(refusals, name + ".models() is null");
                continue;
            }
            Set<GeneratorAbility> abilities = generator.abilities();
            if (abilities == null) {
                refuse(refusals, name + ".abilities() is null");
                continue;
            }
            int position = index;
            options.ifPresent(schema ->
                    generators.add(new GeneratorMetadata(position, kind, formats, models, abilities, schema)));
        }
        return generators;
    }

    private static List<Format> formats(List<Format> offered, String name, List<Refusal> refusals) {
        if (offered == null || offered.isEmpty() || offered.size() > FORMAT_LIMIT) {
            refuse(refusals, name + ".formats() must give 1 to " + FORMAT_LIMIT + " formats");
            return List.of();
        }
        List<Format> formats = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Format format : offered) {
            if (!ids.add(format.id())) {
                refuse(refusals, name + ".formats() has \"" + format.id() + "\" twice");
            }
            try {
                formats.add(new Format(
                        format.id(),
                        format.title(),
                        format.platform(),
                        JsonValues.copyOf(format.limits()),
                        format.source(),
                        format.checked()));
            } catch (IllegalArgumentException e) {
                refuse(refusals, name + ".formats(), limits of \"" + format.id() + "\": " + e.getMessage());
            }
        }
        return formats;
    }

    private static List<ListenerMetadata> listeners(Extensions extensions, List<Refusal> refusals) {
        List<ListenerMetadata> listeners = new ArrayList<>();
        for (EventListener listener : extensions.of(EventListener.class)) {
            String where = listener.getClass().getName() + ".types()";
            Set<String> types = listener.types();
            if (types == null || types.isEmpty() || types.size() > TYPE_LIMIT) {
                refuse(refusals, where + " must give 1 to " + TYPE_LIMIT + " types of events");
                continue;
            }
            List<String> copy = new ArrayList<>(types);
            copy.stream()
                    .filter(type -> type == null || !EVENT_TYPE.matcher(type).matches())
                    .forEach(type -> refuse(refusals, where + ": \"" + type + "\" does not match " + EVENT_TYPE));
            copy.removeIf(Objects::isNull);
            listeners.add(new ListenerMetadata(listeners.size(), Set.copyOf(copy)));
        }
        return listeners;
    }

    private static Optional<JsonSchema> settingsSchema(Extensions extensions, List<Refusal> refusals) {
        List<String> texts = new ArrayList<>();
        extensions.of(CreativeGenerator.class).forEach(extension -> texts.add(extension.settingsSchema()));
        extensions.of(TextModel.class).forEach(extension -> texts.add(extension.settingsSchema()));
        extensions.of(ImageModel.class).forEach(extension -> texts.add(extension.settingsSchema()));
        extensions.of(VideoModel.class).forEach(extension -> texts.add(extension.settingsSchema()));
        extensions.of(EmbeddingModel.class).forEach(extension -> texts.add(extension.settingsSchema()));
        Set<JsonSchema> schemas = new HashSet<>();
        for (String text : new HashSet<>(texts)) {
            if (text != null && !text.isBlank()) {
                schema(text, "settingsSchema()", refusals).ifPresent(schemas::add);
            }
        }
        if (schemas.size() > 1) {
            refuse(refusals, "The extensions' settingsSchema() differ; one plugin has one schema of settings");
        }
        return schemas.stream().findFirst();
    }

    private static Optional<JsonSchema> schema(String text, String where, List<Refusal> refusals) {
        if (text == null) {
            refuse(refusals, where + " is null");
            return Optional.empty();
        }
        try {
            return Optional.of(JsonSchema.parse(text));
        } catch (IllegalArgumentException e) {
            refuse(refusals, where + " is no JSON Schema 2020-12 of an object: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void refuse(List<Refusal> refusals, String message) {
        refusals.add(new Refusal(RefusalCode.METADATA_REFUSED, message));
    }
}
