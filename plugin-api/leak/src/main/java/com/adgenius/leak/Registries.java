package com.adgenius.leak;

import java.lang.management.ManagementFactory;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Removes the plugin's objects from registries of the JDK's that have a public way to do it. */
final class Registries {

    private static final Optional<PrivateField> LISTENERS =
            PrivateField.of("sun.management.NotificationEmitterSupport", "listenerList");
    private static final Optional<PrivateField> LISTENER =
            PrivateField.of("sun.management.NotificationEmitterSupport$ListenerInfo", "listener");

    /** Told apart by it whether anybody uses the part of the JDK that keeps them. */
    private static final Optional<PrivateField> PROVIDERS =
            PrivateField.ofClass("sun.security.jca.Providers", "providerList");

    private static final Optional<PrivateField> SERVERS =
            PrivateField.ofClass("javax.management.MBeanServerFactory", "mBeanServerList");
    private static final Optional<PrivateField> BEANS =
            PrivateField.ofClass("sun.management.ManagementFactoryHelper", "jvm");
    private static final Optional<PrivateField> LOGS = PrivateField.ofClass("java.util.logging.LogManager", "manager");

    private static final String WRAPPER = "com.sun.jmx.interceptor.DefaultMBeanServerInterceptor$ListenerWrapper";
    private static final Optional<PrivateField> WRAPPED = PrivateField.of(WRAPPER, "listener");

    private Registries() {}

    static List<CleanedUp> securityProviders(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        if (!PrivateField.isUsed(PROVIDERS)) {
            return cleaned;
        }
        for (Provider provider : Security.getProviders()) {
            if (plugin.owns(provider)) {
                Security.removeProvider(provider.getName());
                cleaned.add(new CleanedUp(CleanedUp.Kind.SECURITY_PROVIDER, provider.getName()));
            }
        }
        return cleaned;
    }

    static List<CleanedUp> mbeans(Ownership plugin) throws JMException {
        List<CleanedUp> cleaned = new ArrayList<>();
        if (!PrivateField.isUsed(SERVERS)) {
            return cleaned;
        }
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            for (ObjectName name : server.queryNames(null, null)) {
                if (plugin.isLoader(loader(server, name))) {
                    server.unregisterMBean(name);
                    cleaned.add(new CleanedUp(CleanedUp.Kind.MBEAN, name.toString()));
                }
            }
        }
        return cleaned;
    }

    private static @Nullable ClassLoader loader(MBeanServer server, ObjectName name) {
        try {
            return server.getClassLoaderFor(name);
        } catch (InstanceNotFoundException unregisteredMeanwhile) {
            return null;
        }
    }

    static List<CleanedUp> notificationListeners(Ownership plugin) throws ListenerNotFoundException {
        List<CleanedUp> cleaned = new ArrayList<>();
        if (LISTENERS.isEmpty() || LISTENER.isEmpty() || !PrivateField.isUsed(BEANS)) {
            return cleaned;
        }
        for (NotificationEmitter emitter : Emitters.ALL) {
            Optional<Object> listeners = LISTENERS.get().of(emitter);
            if (listeners.isPresent() && listeners.get() instanceof List<?> entries) {
                for (Object entry : entries) {
                    remove(emitter, LISTENER.get().of(entry).orElse(null), plugin, cleaned);
                }
            }
        }
        return cleaned;
    }

    private static void remove(
            NotificationEmitter emitter, @Nullable Object registered, Ownership plugin, List<CleanedUp> cleaned)
            throws ListenerNotFoundException {
        if (registered instanceof NotificationListener listener) {
            Object meant = WRAPPED.isPresent() && listener.getClass().getName().equals(WRAPPER)
                    ? WRAPPED.get().of(listener).orElse(listener)
                    : listener;
            if (plugin.owns(meant)) {
                emitter.removeNotificationListener(listener);
                cleaned.add(new CleanedUp(
                        CleanedUp.Kind.NOTIFICATION_LISTENER, meant.getClass().getName()));
            }
        }
    }

    /** The beans that tell of collections and of memory: those of a JVM stay the same. */
    private static final class Emitters {

        private static final List<NotificationEmitter> ALL = all();

        private Emitters() {}

        private static List<NotificationEmitter> all() {
            List<Object> beans = new ArrayList<>(ManagementFactory.getGarbageCollectorMXBeans());
            beans.add(ManagementFactory.getMemoryMXBean());
            return beans.stream()
                    .filter(Emitters::supported)
                    .filter(NotificationEmitter.class::isInstance)
                    .map(NotificationEmitter.class::cast)
                    .toList();
        }

        private static boolean supported(Object emitter) {
            for (Class<?> type = emitter.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals("sun.management.NotificationEmitterSupport")) {
                    return true;
                }
            }
            return false;
        }
    }

    static List<CleanedUp> logHandlers(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        if (!PrivateField.isUsed(LOGS)) {
            return cleaned;
        }
        LogManager manager = LogManager.getLogManager();
        for (Iterator<String> names = manager.getLoggerNames().asIterator(); names.hasNext(); ) {
            Logger logger = manager.getLogger(names.next());
            if (logger != null) {
                for (Handler handler : logger.getHandlers()) {
                    if (plugin.owns(handler)) {
                        logger.removeHandler(handler);
                        cleaned.add(new CleanedUp(
                                CleanedUp.Kind.LOG_HANDLER, handler.getClass().getName()));
                    }
                }
            }
        }
        return cleaned;
    }

    static List<CleanedUp> systemProperties(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (plugin.owns(property.getKey()) || plugin.owns(property.getValue())) {
                System.getProperties().remove(property.getKey());
                cleaned.add(new CleanedUp(
                        CleanedUp.Kind.SYSTEM_PROPERTY,
                        "a value of class " + property.getValue().getClass().getName()));
            }
        }
        return cleaned;
    }

    /** Threads of the JDK's own, which it starts when they are needed first, may have inherited the plugin's loader. */
    static List<CleanedUp> contextLoaders(Ownership plugin, List<Thread> threads) {
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Thread thread : threads) {
            if (plugin.isLoader(thread.getContextClassLoader())
                    && thread.getClass().getClassLoader() == null
                    && LiveThreads.isTheJdks(thread)) {
                thread.setContextClassLoader(null);
                cleaned.add(new CleanedUp(CleanedUp.Kind.CONTEXT_CLASS_LOADER, "thread \"" + thread.getName() + "\""));
            }
        }
        return cleaned;
    }
}
