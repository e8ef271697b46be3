package com.adgenius.host.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Runs a trigger of the leak corpus. Public, and made of JDK types alone, because each plugin has a copy of it. */
public final class TriggerCall {

    /** What a trigger says when it did what it does. */
    public static final String RAN = "ran";

    private static final String CORPUS = "se.jiderhamn.classloader.leak.prevention.";
    /** What JUnit would run before it, where the trigger needs it. */
    private static final String PREPARATION = "setSystemProperty";

    private static final List<String> TRIGGERS =
            List.of("triggerLeak", "createTimer", "firstShouldLeak", "noLeakAfterInitiatorRun");

    private TriggerCall() {}

    /** Runs the trigger with that loader's classes, and says how it failed where it did. Keeps no exception. */
    public static String run(ClassLoader loader, String trigger) {
        try {
            Class<?> type = Class.forName(CORPUS + trigger, true, loader);
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object object = constructor.newInstance();
            Optional<Method> preparation = find(type, PREPARATION);
            if (preparation.isPresent()) {
                preparation.get().invoke(object);
            }
            for (String name : TRIGGERS) {
                Optional<Method> method = find(type, name);
                if (method.isPresent()) {
                    method.get().invoke(object);
                    return RAN;
                }
            }
            return "no trigger";
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        } catch (Throwable e) {
            return e.toString();
        }
    }

    private static Optional<Method> find(Class<?> type, String name) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Method method : current.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    return Optional.of(method);
                }
            }
        }
        return Optional.empty();
    }
}
