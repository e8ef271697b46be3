package com.adgenius.host.runtime;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plugin's slot by its id; never changed. Every call into a plugin begins here: unlike a {@code HashMap}'s, its
 * look-up is small enough for compilers to take it into a caller together with the rest of that way.
 */
final class PluginTable {

    private final String[] ids;
    private final PluginSlot[] slots;
    private final int mask;

    /** A table of these slots, at least half empty so that a look-up ends soon. */
    PluginTable(Collection<PluginSlot> content) {
        int size = Math.max(2, Integer.highestOneBit(Math.max(1, content.size())) * 4);
        ids = new String[size];
        slots = new PluginSlot[size];
        mask = size - 1;
        for (PluginSlot slot : content) {
            int place = place(slot.plan().pluginId());
            while (slots[place] != null) {
                place = (place + 1) & mask;
            }
            ids[place] = slot.plan().pluginId();
            slots[place] = slot;
        }
    }

    /** The slot of the plugin of that id; null where there is none. */
    @SuppressWarnings("ReferenceEquality") // saves the comparison; most callers have the very id
    @Nullable
    PluginSlot find(String pluginId) {
        for (int place = place(pluginId); ; place = (place + 1) & mask) {
            String id = ids[place];
            if (id == null) {
                return null;
            }
            if (id == pluginId || id.equals(pluginId)) {
                return slots[place];
            }
        }
    }

    private int place(String pluginId) {
        int hash = pluginId.hashCode();
        return (hash ^ (hash >>> 16)) & mask;
    }
}
