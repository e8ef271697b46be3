package com.adgenius.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes the plugin's shutdown hooks. */
final class ShutdownHooks {

    private static final Optional<PrivateField> HOOKS =
            PrivateField.ofClass("java.lang.ApplicationShutdownHooks", "hooks");
    private static final Optional<PrivateField> HOLDER = PrivateField.of("java.lang.Thread", "holder");
    private static final Optional<PrivateField> TASK = PrivateField.of("java.lang.Thread$FieldHolder", "task");
    private static final Object LOCK = lock();

    private ShutdownHooks() {}

    static List<CleanedUp> clean(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Thread hook : belonging(plugin)) {
            if (Runtime.getRuntime().removeShutdownHook(hook)) {
                cleaned.add(new CleanedUp(
                        CleanedUp.Kind.SHUTDOWN_HOOK,
                        "thread \"" + hook.getName() + "\" of class "
                                + hook.getClass().getName() + "; it was not run"));
            }
        }
        return cleaned;
    }

    /** The JDK registers and removes under the lock of the same class. */
    private static List<Thread> belonging(Ownership plugin) {
        List<Thread> hooks = new ArrayList<>();
        Optional<Object> map = HOOKS.isEmpty() ? Optional.empty() : HOOKS.get().value();
        if (map.isPresent() && map.get() instanceof Map<?, ?> registered) {
            synchronized (LOCK) {
                for (Object hook : registered.keySet()) {
                    if (hook instanceof Thread thread && belongs(thread, plugin)) {
                        hooks.add(thread);
                    }
                }
            }
        }
        return hooks;
    }

    private static Object lock() {
        try {
            return Class.forName("java.lang.ApplicationShutdownHooks", false, null);
        } catch (ClassNotFoundException absent) {
            return ShutdownHooks.class;
        }
    }

    private static boolean belongs(Thread hook, Ownership plugin) {
        return plugin.owns(hook)
                || plugin.isLoader(hook.getContextClassLoader())
                || HOLDER.flatMap(field -> field.of(hook))
                        .flatMap(holder -> TASK.flatMap(field -> field.of(holder)))
                        .filter(plugin::owns)
                        .isPresent();
    }
}
