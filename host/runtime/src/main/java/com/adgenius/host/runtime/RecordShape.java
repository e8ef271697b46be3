package com.adgenius.host.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes records of the host's apart and builds them again. */
final class RecordShape {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final Method[] accessors;
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.accessors =
                Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has its canonical constructor: " + type, e);
        }
        for (Method accessor : accessors) {
            accessor.setAccessible(true);
        }
        constructor.setAccessible(true);
    }

    /** The shape of a record class that a plugin did not define. */
    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    @Nullable
    Object[] components(Record record) throws ResultRefusedException {
        @Nullable Object[] components = new Object[accessors.length];
        for (int i = 0; i < accessors.length; i++) {
            try {
                components[i] = accessors[i].invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw unusable("cannot be read");
            }
        }
        return components;
    }

    Record build(@Nullable Object[] components) throws ResultRefusedException {
        try {
            return (Record) constructor.newInstance(components);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw unusable("holds collections that cannot leave the plugin as copies; use List, Set and Map");
        }
    }

    private ResultRefusedException unusable(String problem) {
        return new ResultRefusedException("The result's " + type.getSimpleName() + " " + problem);
    }
}
