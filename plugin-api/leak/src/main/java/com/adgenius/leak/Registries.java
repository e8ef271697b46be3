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

    private static final String WRAPPER = "com.sun.jmx.interceptor.DefaultMBeanServerInterceptor$ListenerWrapper";
    private static final Optional<PrivateField> WRAPPED = PrivateField.of(WRAPPER, "listener");

    private Registries() {}

    static List<CleanedUp> securityProviders(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
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
        List<Object> beans = new ArrayList<>(ManagementFactory.getGarbageCollectorMXBeans());
        beans.add(ManagementFactory.getMemoryMXBean());
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Object bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                for (NotificationListener listener : listeners(emitter)) {
                    Object meant = WRAPPED.filter(
                                    ignored -> listener.getClass().getName().equals(WRAPPER))
                            .flatMap(field -> field.of(listener))
                            .orElse(listener);
                    if (plugin.owns(meant)) {
                        emitter.removeNotificationListener(listener);
                        cleaned.add(new CleanedUp(
                                CleanedUp.Kind.NOTIFICATION_LISTENER,
                                meant.getClass().getName()));
                    }
                }
            }
        }
        return cleaned;
    }

    private static List<NotificationListener> listeners(NotificationEmitter emitter) {
        Optional<Object> list =
                supported(emitter) ? LISTENERS.flatMap(field -> field.of(emitter)) : Optional.<Object>empty();
        return list.isPresent() && list.get() instanceof List<?> entries
                ? entries.stream()
                        .flatMap(entry -> LISTENER.flatMap(field -> field.of(entry)).stream())
                        .filter(NotificationListener.class::isInstance)
                        .map(NotificationListener.class::cast)
                        .toList()
                : List.of();
    }

    private static boolean supported(Object emitter) {
        for (Class<?> type = emitter.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("sun.management.NotificationEmitterSupport")) {
                return true;
            }
        }
        return false;
    }

    static List<CleanedUp> logHandlers(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
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
        for (Map.Entry<Object, Object> property :
                Map.copyOf(System.getProperties()).entrySet()) {
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
    static List<CleanedUp> contextLoaders(Ownership plugin) {
        List<CleanedUp> cleaned = new ArrayList<>();
        for (Thread thread : LiveThreads.all()) {
            if (LiveThreads.isTheJdks(thread)
                    && thread.getClass().getClassLoader() == null
                    && plugin.isLoader(thread.getContextClassLoader())) {
                thread.setContextClassLoader(null);
                cleaned.add(new CleanedUp(CleanedUp.Kind.CONTEXT_CLASS_LOADER, "thread \"" + thread.getName() + "\""));
            }
        }
        return cleaned;
    }
}
