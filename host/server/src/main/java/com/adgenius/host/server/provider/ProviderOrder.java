package com.adgenius.host.server.provider;

import com.adgenius.plugin.ModelKind;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order a tenant wishes its model providers to be asked.
 *
 * @param named plugin ids by kind of model, the first to be asked first; a kind without an entry has no wish
 * @param revision grows with each change; 0 before the first
 */
public record ProviderOrder(Map<ModelKind, List<String>> named, long revision) {

    /** No wish at all. */
    public static final ProviderOrder NONE = new ProviderOrder(Map.of(), 0);

    public ProviderOrder {
        Map<ModelKind, List<String>> copy = new EnumMap<>(ModelKind.class);
        named.forEach((kind, ids) -> copy.put(kind, List.copyOf(ids)));
        named = Map.copyOf(copy);
    }

    /** The plugins that are named for that kind. */
    public List<String> of(ModelKind kind) {
        return named.getOrDefault(kind, List.of());
    }

    /** Those plugins in this order; the ones that are not named follow the named ones, as they came. */
    public List<String> sorted(ModelKind kind, List<String> pluginIds) {
        Set<String> sorted = new LinkedHashSet<>(of(kind));
        sorted.retainAll(Set.copyOf(pluginIds));
        sorted.addAll(pluginIds);
        return List.copyOf(sorted);
    }
}
