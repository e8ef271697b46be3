package com.adgenius.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

/**
 * Removes what a stopped plugin left behind in the JDK and what would keep its class loader: JDBC drivers, shutdown hooks,
 * thread-locals of threads that live on, security providers, MBeans and their listeners, log handlers, image providers,
 * defaults of the whole JVM's, system properties; and empties caches of resource bundles and beans. Where a plugin left
 * nothing behind it takes microseconds, and makes the JDK load nothing that nobody uses.
 *
 * @param cleaned what was removed
 * @param failures what could not be looked through, and why
 */
public record Cleaning(List<CleanedUp> cleaned, List<String> failures) {

    public Cleaning {
        cleaned = List.copyOf(cleaned);
        failures = List.copyOf(failures);
    }

    /** Defines a class of the host's in the plugin's loader, for what only the plugin's own classes may do. */
    @FunctionalInterface
    public interface Definer {

        /** The class of that name and content; the one defined before where there is one. */
        Class<?> define(String name, byte[] content) throws ReflectiveOperationException;
    }

    /** One place to look at. */
    @FunctionalInterface
    private interface Place {

        List<CleanedUp> clean(Ownership plugin) throws Exception;
    }

    /** Remembers the defaults of the JVM's, to set them back later. To be called before the first plugin is loaded. */
    public static void prepare() {
        JvmDefaults.remember();
    }

    /**
     * Cleans up after a plugin. What is left in place because one place fails does not keep the others from being looked
     * through.
     *
     * @param loader the plugin's class loader
     * @param definer defines classes in that loader
     */
    public static Cleaning after(ClassLoader loader, Definer definer) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first look at drivers and image providers makes the JDK load those that the context class loader offers.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return lookEverywhere(loader, definer);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Cleaning lookEverywhere(ClassLoader loader, Definer definer) {
        Ownership plugin = new Ownership(loader);
        List<CleanedUp> cleaned = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<Thread> threads = LiveThreads.all();
        look("drivers", owner -> Drivers.clean(owner, definer), plugin, cleaned, failures);
        look("shutdown hooks", ShutdownHooks::clean, plugin, cleaned, failures);
        look("thread-locals", owner -> ThreadLocals.clean(owner, threads), plugin, cleaned, failures);
        look("security providers", Registries::securityProviders, plugin, cleaned, failures);
        look("MBeans", Registries::mbeans, plugin, cleaned, failures);
        look("notification listeners", Registries::notificationListeners, plugin, cleaned, failures);
        look("log handlers", Registries::logHandlers, plugin, cleaned, failures);
        look("image providers", Desktop::imageProviders, plugin, cleaned, failures);
        look("defaults of the JVM", JvmDefaults::clean, plugin, cleaned, failures);
        look("system properties", Registries::systemProperties, plugin, cleaned, failures);
        look("context class loaders", owner -> Registries.contextLoaders(owner, threads), plugin, cleaned, failures);
        look("AWT", Desktop::contextLoader, plugin, cleaned, failures);
        look("caches", ignored -> caches(loader), plugin, cleaned, failures);
        return new Cleaning(cleaned, failures);
    }

    private static void look(
            String what, Place place, Ownership plugin, List<CleanedUp> cleaned, List<String> failures) {
        try {
            cleaned.addAll(place.clean(plugin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(what + ": interrupted");
        } catch (Exception | LinkageError e) {
            failures.add(what + ": " + e.getClass().getName());
        }
    }

    private static List<CleanedUp> caches(ClassLoader loader) throws InterruptedException {
        ResourceBundle.clearCache(loader);
        Desktop.flushBeans();
        return List.of();
    }
}
