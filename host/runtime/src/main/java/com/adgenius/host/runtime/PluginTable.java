package com.adgenius.host.runtime;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plugin's slot by its id; never changed. Every call into a plugin begins here: unlike a {@code HashMap}'s, its
 * look-up is small enough for compilers to take it into a caller together with the rest of that way.
 */
final class PluginTable {

    /** At each even place an id, behind it its slot, so that one look at the memory finds both. */
    private final Object[] entries;

    private final int mask;

    /** A table of these slots, at least half empty so that a look-up ends soon. */
    PluginTable(Collection<PluginSlot> content) {
        int size = Integer.highestOneBit(Math.max(1, content.size())) * 8;
        entries = new Object[size];
        mask = size - 2;
        for (PluginSlot slot : content) {
            int place = place(slot.plan().pluginId());
            while (entries[place] != null) {
                place = (place + 2) & mask;
            }
            entries[place] = slot.plan().pluginId();
            entries[place + 1] = slot;
        }
    }

    /** The slot of the plugin of that id; null where there is none. */
    @SuppressWarnings("ReferenceEquality") // saves the comparison; most callers have the very id
    @Nullable
    PluginSlot find(String pluginId) {
        for (int place = place(pluginId); ; place = (place + 2) & mask) {
            Object id = entries[place];
            if (id == null) {
                return null;
            }
            if (id == pluginId || id.equals(pluginId)) {
                return (PluginSlot) entries[place + 1];
            }
        }
    }

    private int place(String pluginId) {
        int hash = pluginId.hashCode();
        return ((hash ^ (hash >>> 16)) << 1) & mask;
    }
}
