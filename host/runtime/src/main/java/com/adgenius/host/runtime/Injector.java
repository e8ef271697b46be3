package com.adgenius.host.runtime;

import com.adgenius.plugin.Plugin;
import com.adgenius.plugin.PluginContext;
import java.lang.System.Logger;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.Optional;

/** Constructs a plugin's objects through their single public constructor, by the types of its parameters. */
final class Injector {

    private final RuntimeConfiguration configuration;
    private final Instance instance;
    private final InstanceContext context;

    Injector(RuntimeConfiguration configuration, Instance instance) {
        this.configuration = configuration;
        this.instance = instance;
        this.context = InstanceContext.of(instance, configuration.clock());
    }

    /**
     * Constructs an object; runs the plugin's static initialiser and constructor.
     *
     * @throws PluginRefusedException when the class cannot be constructed as promised
     * @throws Exception what the plugin's constructor threw
     */
    Object construct(Class<?> type) throws Exception {
        Constructor<?> constructor = constructor(type);
        Object[] arguments = new Object[constructor.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(type, constructor.getParameterTypes()[i]);
        }
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw rethrow(e.getCause());
        }
    }

    private Constructor<?> constructor(Class<?> type) throws PluginRefusedException {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw unusable(type, "is abstract; name a class that can be constructed");
        }
        if (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())) {
            throw unusable(type, "is an inner class; make it static");
        }
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1) {
            throw unusable(
                    type,
                    "has " + constructors.length + " public constructors; give it exactly one, in a public class");
        }
        return constructors[0];
    }

    private Object argument(Class<?> type, Class<?> parameter) throws PluginRefusedException {
        if (parameter == PluginContext.class) {
            return context;
        }
        if (parameter == Clock.class) {
            return configuration.clock();
        }
        if (parameter == Logger.class) {
            return context.logger();
        }
        Optional<Plugin> plugin =
                instance.loaded().flatMap(LoadedPlugin::plugin).filter(parameter::isInstance);
        if (plugin.isPresent()) {
            return plugin.get();
        }
        return configuration
                .injectable(parameter)
                .map(supplier -> supplier.apply(instance))
                .orElseThrow(
                        () -> unusable(
                                type,
                                "wants a " + parameter.getName()
                                        + ", which is not injected; take PluginContext, Clock, System.Logger or the Plugin-Class"));
    }

    private static PluginRefusedException unusable(Class<?> type, String problem) {
        return new PluginRefusedException(RefusalCode.NO_USABLE_CONSTRUCTOR, type.getName() + " " + problem);
    }

    /** Throws what a constructor threw as it is, an {@code Error} too: whoever runs the constructor catches all. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> Exception rethrow(Throwable failure) throws T {
        throw (T) failure;
    }

    static Class<?> load(InstanceClassLoader loader, String name) throws PluginRefusedException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new PluginRefusedException(
                    RefusalCode.CLASS_NOT_LOADED,
                    name + " cannot be loaded: " + FailureDescription.of(e).message()
                            + "; a plugin brings its libraries in its own jar and sees no class of the host");
        }
    }
}
