package com.adgenius.host.runtime;

import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;

/** Removes what a stopped plugin left behind in the JDK and what would keep its class loader. */
final class PluginCleaning {

    private PluginCleaning() {}

    /** A step that may fail. */
    @FunctionalInterface
    interface Step {

        void run() throws Exception;
    }

    /** Cleans up after the plugin, whose context class loader is set. */
    static void clean(InstanceClassLoader loader) throws Exception {
        deregisterDrivers(loader);
        removeProviders(loader);
        ResourceBundle.clearCache(loader);
        Introspector.flushCaches();
    }

    /**
     * Deregisters the plugin's JDBC drivers, and gives their class names. {@code DriverManager} shows and removes a driver
     * only to classes that see it, so the class that does it is defined in the plugin's loader.
     */
    @SuppressWarnings("unchecked")
    static List<String> deregisterDrivers(InstanceClassLoader loader) throws Exception {
        Class<?> cleaner = loader.define(DriverCleaner.class.getName(), bytes(DriverCleaner.class));
        return ((Callable<List<String>>) cleaner.getConstructor().newInstance()).call();
    }

    /** Removes the plugin's security providers. */
    @SuppressWarnings("ReferenceEquality") // loaders are told apart by identity
    private static void removeProviders(InstanceClassLoader loader) {
        for (Provider provider : Security.getProviders()) {
            if (provider.getClass().getClassLoader() == loader) {
                Security.removeProvider(provider.getName());
            }
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream content = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (content == null) {
                throw new IOException("The class file of " + type + " is missing from the host");
            }
            return content.readAllBytes();
        }
    }
}
