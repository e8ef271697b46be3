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
    private final int shift;

    /** A table of these slots, at least three quarters empty so that most look-ups find theirs at the first place. */
    PluginTable(Collection<PluginSlot> content) {
        int places = Integer.highestOneBit(Math.max(1, content.size())) * 8;
        entries = new Object[2 * places];
        mask = entries.length - 2;
        shift = Integer.numberOfLeadingZeros(places) + 1;
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

    /** Fibonacci hashing: ids that differ in their last letters alone, as those of one author do, lie far apart. */
    private int place(String pluginId) {
        return (pluginId.hashCode() * 0x9E3779B9) >>> shift << 1;
    }
}
