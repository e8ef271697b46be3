package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.ModelKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an instance said of itself when it was activated.
 *
 * @param generators its generators, in the order of its extensions
 * @param listeners its listeners to events, in the order of its extensions
 * @param settingsSchema of the tenants' settings, if it has any
 * @param neededSettings beside those that the schema requires, what its models cannot do without, by kind of model
 */
public record PluginMetadata(
        List<GeneratorMetadata> generators,
        List<ListenerMetadata> listeners,
        Optional<JsonSchema> settingsSchema,
        Map<ModelKind, Set<String>> neededSettings) {

    /** A plugin that said nothing. */
    static final PluginMetadata NONE = new PluginMetadata(List.of(), List.of(), Optional.empty(), Map.of());

    public PluginMetadata {
        requireNonNull(settingsSchema, "settingsSchema is null");
        generators = List.copyOf(generators);
        listeners = List.copyOf(listeners);
        neededSettings = Map.copyOf(neededSettings);
    }

    /** Which of the instance's listeners hear of events of that type, from 0, as {@code Lease.call} counts them. */
    public List<Integer> listenersTo(String type) {
        return listeners.stream()
                .filter(listener -> listener.types().contains(type))
                .map(ListenerMetadata::index)
                .toList();
    }

    /**
     * What a generator said of itself.
     *
     * @param index which of the instance's generators, from 0, as {@code Lease.call} counts them
     * @param kind what it makes
     * @param formats the formats it can make, at least one
     * @param models what it cannot do without
     * @param abilities what it can do beyond making variants of one brief
     * @param optionsSchema of a request's options
     */
    public record GeneratorMetadata(
            int index,
            CreativeKind kind,
            List<Format> formats,
            Set<ModelKind> models,
            Set<GeneratorAbility> abilities,
            JsonSchema optionsSchema) {

        public GeneratorMetadata {
            requireNonNull(kind, "kind is null");
            requireNonNull(optionsSchema, "optionsSchema is null");
            formats = List.copyOf(formats);
            models = Set.copyOf(models);
            abilities = Set.copyOf(abilities);
        }

        /** How many variants a format has for a request of that count and those segments. */
        public int variants(int count, List<String> segments) {
            return abilities.contains(GeneratorAbility.SEGMENTS) ? count * Math.max(1, segments.size()) : count;
        }
    }

    /**
     * What a listener to events said of itself.
     *
     * @param index which of the instance's listeners, from 0
     * @param types what it hears of, at least one
     */
    public record ListenerMetadata(int index, Set<String> types) {

        public ListenerMetadata {
            types = Set.copyOf(types);
        }
    }
}
