package com.adgenius.leak;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Empties the plugin's thread-locals of threads that live on. An entry's key is cleared as the garbage collector clears it,
 * which the owner of the map expects at any time; the map itself is not touched.
 */
final class ThreadLocals {

    private static final String MAP = "java.lang.ThreadLocal$ThreadLocalMap";
    static final Optional<PrivateField> OWN = PrivateField.of("java.lang.Thread", "threadLocals");
    static final Optional<PrivateField> INHERITABLE = PrivateField.of("java.lang.Thread", "inheritableThreadLocals");
    private static final Optional<PrivateField> TABLE = PrivateField.of(MAP, "table");
    private static final Optional<PrivateField> VALUE = PrivateField.of(MAP + "$Entry", "value");

    private ThreadLocals() {}

    static List<CleanedUp> clean(Ownership plugin, List<Thread> threads) throws ReflectiveOperationException {
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Thread thread : threads) {
            clean(thread, OWN, plugin, cleaned);
            clean(thread, INHERITABLE, plugin, cleaned);
        }
        return cleaned;
    }

    private static void clean(Thread thread, Optional<PrivateField> locals, Ownership plugin, List<CleanedUp> cleaned)
            throws ReflectiveOperationException {
        Optional<Object> map =
                locals.isEmpty() ? Optional.empty() : locals.get().of(thread);
        if (map.isEmpty() || TABLE.isEmpty()) {
            return;
        }
        Optional<Object> table = TABLE.get().of(map.get());
        if (table.isPresent() && table.get() instanceof Object[] entries) {
            for (Object entry : entries) {
                if (entry instanceof Reference<?> key) {
                    clean(thread, key, plugin, cleaned);
                }
            }
        }
    }

    private static void clean(Thread thread, Reference<?> entry, Ownership plugin, List<CleanedUp> cleaned)
            throws ReflectiveOperationException {
        Optional<Object> value =
                VALUE.isEmpty() ? Optional.empty() : VALUE.get().of(entry);
        if (value.isPresent() && (plugin.owns(value.get()) || plugin.owns(entry.get()))) {
            entry.clear();
            VALUE.orElseThrow().set(entry, null);
            cleaned.add(new CleanedUp(
                    CleanedUp.Kind.THREAD_LOCAL,
                    "thread \"" + thread.getName() + "\", a value of class "
                            + value.get().getClass().getName()));
        }
    }
}
