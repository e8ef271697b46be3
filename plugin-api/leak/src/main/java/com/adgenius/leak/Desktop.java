package com.adgenius.leak;

import java.beans.Introspector;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.spi.IIORegistry;

/** What the JDK's desktop module keeps of a plugin: image providers, AWT's context class loader, described beans. */
final class Desktop {

    private static final Duration FLUSH = Duration.ofSeconds(1);

    private static final Optional<PrivateField> APPLICATION =
            PrivateField.ofClass("sun.awt.AppContext", "mainAppContext");
    private static final Optional<PrivateField> LOADER = PrivateField.of("sun.awt.AppContext", "contextClassLoader");
    private static final Optional<PrivateField> OBJECTS = PrivateField.of("sun.awt.AppContext", "table");
    private static final String QUEUE = "java.awt.EventQueue";
    private static final Optional<PrivateField> QUEUE_LOADER = PrivateField.of(QUEUE, "classLoader");
    private static final Optional<PrivateField> GROUPS =
            PrivateField.ofClass("java.beans.ThreadGroupContext", "contexts");
    private static final Optional<PrivateField> TABLE = PrivateField.of("java.beans.WeakIdentityMap", "table");
    private static final Optional<PrivateField> NEXT = PrivateField.of("java.beans.WeakIdentityMap$Entry", "next");
    private static final Optional<PrivateField> CONTEXT = PrivateField.of("java.beans.WeakIdentityMap$Entry", "value");
    private static final Optional<PrivateField> BEANS =
            PrivateField.of("java.beans.ThreadGroupContext", "beanInfoCache");

    private Desktop() {}

    /** Image providers are kept in AWT's application context: without one, asking for them would only make it. */
    static List<CleanedUp> imageProviders(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        if (!PrivateField.isUsed(APPLICATION)) {
            return cleaned;
        }
        IIORegistry registry = IIORegistry.getDefaultInstance();
        for (Iterator<Class<?>> categories = registry.getCategories(); categories.hasNext(); ) {
            List<Object> own = new ArrayList<>();
            registry.getServiceProviders(categories.next(), false).forEachRemaining(provider -> {
                if (plugin.owns(provider)) {
                    own.add(provider);
                }
            });
            for (Object provider : own) {
                registry.deregisterServiceProvider(provider);
                cleaned.add(new CleanedUp(
                        CleanedUp.Kind.IMAGE_PROVIDER, provider.getClass().getName()));
            }
        }
        return cleaned;
    }

    /**
     * AWT, its event queue and Swing's editor kits keep the context class loader of whoever uses them first: writing a
     * picture is enough.
     */
    static List<CleanedUp> contextLoader(Ownership plugin) throws ReflectiveOperationException {
        List<CleanedUp> cleaned = new ArrayList<>();
        Optional<Object> application = APPLICATION.flatMap(PrivateField::value);
        if (application.isPresent()) {
            reset(application.get(), LOADER, "AWT's application context", plugin, cleaned);
            Optional<Object> table = OBJECTS.flatMap(field -> field.of(application.get()));
            if (table.isPresent() && table.get() instanceof Map<?, ?> objects) {
                for (Object object : copy(objects)) {
                    if (object.getClass().getName().equals(QUEUE)) {
                        reset(object, QUEUE_LOADER, "AWT's event queue", plugin, cleaned);
                    } else if (object instanceof Hashtable<?, ?> kits
                            && kits.values().removeIf(plugin::owns)) {
                        cleaned.add(new CleanedUp(CleanedUp.Kind.CONTEXT_CLASS_LOADER, "Swing's editor kits"));
                    }
                }
            }
        }
        return cleaned;
    }

    private static void reset(
            Object object, Optional<PrivateField> loader, String what, Ownership plugin, List<CleanedUp> cleaned)
            throws ReflectiveOperationException {
        if (loader.flatMap(field -> field.of(object)).filter(plugin::owns).isPresent()) {
            loader.orElseThrow().set(object, ClassLoader.getSystemClassLoader());
            cleaned.add(new CleanedUp(CleanedUp.Kind.CONTEXT_CLASS_LOADER, what));
        }
    }

    /** AWT changes the table under its own lock. */
    private static List<Object> copy(Map<?, ?> objects) {
        synchronized (objects) {
            return List.copyOf(objects.values());
        }
    }

    /** The JDK keeps described beans for each group of threads, and only a thread of that group can make it forget them. */
    static void flushBeans() throws InterruptedException {
        if (!PrivateField.isUsed(GROUPS)) {
            return;
        }
        Introspector.flushCaches();
        for (ThreadGroup group : groupsWithBeans()) {
            Thread thread = new Thread(group, Introspector::flushCaches, "adgenius-flush-beans");
            thread.setDaemon(true);
            thread.start();
            thread.join(FLUSH);
        }
    }

    private static List<ThreadGroup> groupsWithBeans() {
        List<ThreadGroup> groups = new ArrayList<>();
        Optional<Object> table = GROUPS.flatMap(PrivateField::value).flatMap(map -> TABLE.flatMap(f -> f.of(map)));
        if (table.isPresent() && table.get() instanceof Object[] entries) {
            for (Object first : entries) {
                for (Optional<Object> entry = Optional.ofNullable(first);
                        entry.isPresent();
                        entry = entry.flatMap(object -> NEXT.flatMap(field -> field.of(object)))) {
                    addGroup(entry.get(), groups);
                }
            }
        }
        return groups;
    }

    private static void addGroup(Object entry, List<ThreadGroup> groups) {
        Optional<Object> beans =
                CONTEXT.flatMap(field -> field.of(entry)).flatMap(context -> BEANS.flatMap(field -> field.of(context)));
        if (beans.isPresent()
                && beans.get() instanceof Map<?, ?> described
                && !described.isEmpty()
                && entry instanceof Reference<?> reference
                && reference.get() instanceof ThreadGroup group) {
            groups.add(group);
        }
    }
}
