package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All slots at one moment. */
final class RuntimeSnapshot implements Snapshot {

    private final PluginApi api;
    /** In the order of plugin ids. */
    private final SortedMap<String, PluginSlot> slots;

    private final PluginTable table;
    /** By extension point, in the order of plugin ids; found when they are asked for first. */
    private final ConcurrentMap<Class<?>, List<PluginSlot>> providers = new ConcurrentHashMap<>();

    private RuntimeSnapshot(PluginApi api, SortedMap<String, PluginSlot> ordered) {
        this.api = api;
        this.slots = ordered;
        this.table = new PluginTable(ordered.values());
    }

    static RuntimeSnapshot empty(PluginApi api) {
        return new RuntimeSnapshot(api, new TreeMap<>());
    }

    RuntimeSnapshot with(PluginSlot slot) {
        TreeMap<String, PluginSlot> next = new TreeMap<>(slots);
        next.put(slot.plan().pluginId(), slot);
        return new RuntimeSnapshot(api, next);
    }

    RuntimeSnapshot without(String pluginId) {
        TreeMap<String, PluginSlot> next = new TreeMap<>(slots);
        next.remove(pluginId);
        return new RuntimeSnapshot(api, next);
    }

    Collection<PluginSlot> slots() {
        return slots.values();
    }

    Optional<PluginSlot> slot(String pluginId) {
        return Optional.ofNullable(table.find(pluginId));
    }

    /** The instance that serves the tenant; null when none does. */
    @Nullable
    Instance serving(String pluginId, TenantKey tenant) {
        PluginSlot slot = table.find(pluginId);
        return slot == null ? null : slot.serving(tenant);
    }

    @Override
    public Map<String, Long> revisions() {
        Map<String, Long> revisions = new TreeMap<>();
        slots.forEach((id, slot) -> revisions.put(id, slot.outcome().revision()));
        return revisions;
    }

    @Override
    public Optional<PlanOutcome> outcome(String pluginId) {
        return slot(pluginId).map(PluginSlot::outcome);
    }

    @Override
    public Availability availability(String pluginId, TenantKey tenant) {
        PluginSlot slot = table.find(pluginId);
        return slot == null ? new Availability.NotInstalled() : slot.availability(tenant);
    }

    @Override
    public Optional<InstanceInformation> instance(String pluginId, TenantKey tenant) {
        return Optional.ofNullable(serving(pluginId, tenant));
    }

    @Override
    public List<String> providers(Class<?> extensionPoint, TenantKey tenant) {
        List<String> serving = new ArrayList<>();
        for (PluginSlot slot : providing(extensionPoint)) {
            Instance instance = slot.serving(tenant);
            if (instance != null && instance.provides(extensionPoint)) {
                serving.add(slot.plan().pluginId());
            }
        }
        return serving;
    }

    private List<PluginSlot> providing(Class<?> extensionPoint) {
        return api.extensionPoints().contains(extensionPoint)
                ? providers.computeIfAbsent(
                        extensionPoint,
                        point -> slots.values().stream()
                                .filter(slot -> slot.mayProvide(point))
                                .toList())
                : List.of();
    }
}
