package com.adgenius.leak;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private field of the JDK's that no public method shows: the registered shutdown hooks, the thread-locals of a thread. It
 * is read through {@code sun.misc.Unsafe}, so that {@code java.lang} is opened to nobody and the JVM keeps its archived
 * module graph. Where the JVM refuses that, what the field holds is not cleaned, and reported where it leaks. Reading a
 * field initialises no class: what nobody used yet costs nothing.
 */
final class PrivateField {

    private static final Class<?> UNSAFE;
    private static final @Nullable Object THE_UNSAFE;

    static {
        Class<?> type = Object.class;
        Object found = null;
        try {
            type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            found = field.get(null);
        } catch (ReflectiveOperationException | RuntimeException absent) {
            found = null;
        }
        UNSAFE = type;
        THE_UNSAFE = found;
    }

    private static final Optional<MethodHandle> GET = handle("getObject", Object.class, Object.class, long.class);
    private static final Optional<MethodHandle> PUT =
            handle("putObject", void.class, Object.class, long.class, Object.class);

    private final Optional<Object> base;
    private final long offset;

    private PrivateField(Optional<Object> base, long offset) {
        this.base = base;
        this.offset = offset;
    }

    /** A field of objects; empty where this JVM has none of that name, or shows none. */
    static Optional<PrivateField> of(String className, String name) {
        return offset("objectFieldOffset", className, name).map(offset -> new PrivateField(Optional.empty(), offset));
    }

    /** A static field; empty where this JVM has none of that name, or shows none. */
    static Optional<PrivateField> ofClass(String className, String name) {
        try {
            Field field = type(className).getDeclaredField(name);
            Optional<MethodHandle> base = handle("staticFieldBase", Object.class, Field.class);
            if (base.isEmpty()) {
                return Optional.empty();
            }
            Object holder = base.get().invoke(field);
            return offset("staticFieldOffset", className, name)
                    .map(offset -> new PrivateField(Optional.of(holder), offset));
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }

    private static Class<?> type(String className) throws ClassNotFoundException {
        return Class.forName(className, false, ClassLoader.getPlatformClassLoader());
    }

    private static Optional<Long> offset(String method, String className, String name) {
        try {
            Field field = type(className).getDeclaredField(name);
            Optional<MethodHandle> handle = handle(method, long.class, Field.class);
            return handle.isEmpty() || GET.isEmpty() || PUT.isEmpty()
                    ? Optional.empty()
                    : Optional.of((long) handle.get().invoke(field));
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }

    private static Optional<MethodHandle> handle(String name, Class<?> result, Class<?>... parameters) {
        if (THE_UNSAFE == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MethodHandles.lookup()
                    .findVirtual(UNSAFE, name, MethodType.methodType(result, parameters))
                    .bindTo(THE_UNSAFE));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return Optional.empty();
        }
    }

    /**
     * Whether somebody uses the class of a static field that its initialiser sets; true where this JVM does not show it.
     * A part of the JDK's that nobody uses holds nothing of a plugin's.
     */
    static boolean isUsed(Optional<PrivateField> ofClass) {
        return ofClass.isEmpty() || ofClass.get().value().isPresent();
    }

    /** What the static field holds. */
    Optional<Object> value() {
        return base.flatMap(this::of);
    }

    /** What the field of that object holds. */
    Optional<Object> of(Object object) {
        try {
            return Optional.ofNullable(GET.orElseThrow().invoke(object, offset));
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }

    /** Puts another object, or null, into the field of that object. */
    void set(Object object, @Nullable Object value) throws ReflectiveOperationException {
        try {
            PUT.orElseThrow().invoke(object, offset, value);
        } catch (Throwable refused) {
            throw new ReflectiveOperationException("The JVM refuses to set a field: " + refused.getMessage(), refused);
        }
    }
}
