package com.adgenius.leak;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Deregisters the plugin's JDBC drivers. {@code DriverManager} shows and removes a driver only to classes that see it, so
 * the class that does it is defined in the plugin's loader; that costs more than all else, and is left out where no driver is
 * the plugin's.
 */
final class Drivers {

    private static final Optional<PrivateField> REGISTERED =
            PrivateField.ofClass("java.sql.DriverManager", "registeredDrivers");
    private static final Optional<PrivateField> DRIVER = PrivateField.of("java.sql.DriverInfo", "driver");

    private Drivers() {}

    static List<CleanedUp> clean(Ownership plugin, Cleaning.Definer definer) throws Exception {
        return mayBeRegistered(plugin) ? deregister(definer) : List.of();
    }

    /** Whether one is the plugin's; true where the JVM does not show it. */
    private static boolean mayBeRegistered(Ownership plugin) {
        if (REGISTERED.isEmpty() || DRIVER.isEmpty()) {
            return true;
        }
        Optional<Object> registered = REGISTERED.get().value();
        if (registered.isPresent() && registered.get() instanceof Iterable<?> drivers) {
            for (Object driver : drivers) {
                if (plugin.owns(DRIVER.get().of(driver).orElse(null))) {
                    return true;
                }
            }
            return false;
        }
        return registered.isPresent();
    }

    @SuppressWarnings("unchecked")
    private static List<CleanedUp> deregister(Cleaning.Definer definer) throws Exception {
        Class<?> cleaner = definer.define(DriverCleaner.class.getName(), bytes(DriverCleaner.class));
        List<String> names = ((Callable<List<String>>) cleaner.getConstructor().newInstance()).call();
        return names.stream()
                .map(name -> new CleanedUp(CleanedUp.Kind.DRIVER, name))
                .toList();
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
