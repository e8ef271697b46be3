package com.adgenius.leak;

import java.lang.Thread.UncaughtExceptionHandler;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of the whole JVM's that a plugin may have set to an object of its own: they are set back to what they were. */
final class JvmDefaults {

    private static final List<Setting<?>> SETTINGS = List.of(
            new Setting<>("authenticator", Authenticator::getDefault, Authenticator::setDefault),
            new Setting<>("proxy selector", ProxySelector::getDefault, ProxySelector::setDefault),
            new Setting<>("cookie handler", CookieHandler::getDefault, CookieHandler::setDefault),
            new Setting<>("response cache", ResponseCache::getDefault, ResponseCache::setDefault),
            new Setting<UncaughtExceptionHandler>(
                    "uncaught exception handler",
                    Thread::getDefaultUncaughtExceptionHandler,
                    Thread::setDefaultUncaughtExceptionHandler));

    private JvmDefaults() {}

    /** One setting, and what it was when the first plugin was cleaned up after, or before where the host asked for it. */
    private static final class Setting<T> {

        private final String name;
        private final Supplier<? extends @Nullable T> current;
        private final Consumer<@Nullable T> change;
        private volatile @Nullable T original;

        Setting(String name, Supplier<? extends @Nullable T> current, Consumer<@Nullable T> change) {
            this.name = name;
            this.current = current;
            this.change = change;
            this.original = current.get();
        }

        void clean(Ownership plugin, List<CleanedUp> cleaned) {
            if (plugin.owns(original)) {
                original = null;
            }
            T value = current.get();
            if (value != null && plugin.owns(value)) {
                change.accept(original);
                cleaned.add(new CleanedUp(
                        CleanedUp.Kind.JVM_DEFAULT,
                        name + " of class " + value.getClass().getName()));
            }
        }
    }

    /** Remembers the settings, before any plugin can change them. */
    static void remember() {
        assert !SETTINGS.isEmpty();
    }

    static List<CleanedUp> clean(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        SETTINGS.forEach(setting -> setting.clean(plugin, cleaned));
        return cleaned;
    }
}
