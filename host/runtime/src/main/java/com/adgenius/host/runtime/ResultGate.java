package com.adgenius.host.runtime;

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets values of the JDK, the plugin API and the host leave a plugin, and nothing else: a plugin's object kept by the host
 * would keep the plugin, and would run its code outside the invoker.
 *
 * <p>Collections that the plugin could still reach or that could be its own behind a JDK wrapper are replaced by
 * unmodifiable copies, and records that hold such are built anew. Runs as part of the call, within its time, since going
 * through a collection may run the plugin's code.
 */
@SuppressWarnings("ReferenceEquality") // what was not copied is the same object
final class ResultGate {

    private static final int DEPTH = 64;
    private static final int ELEMENTS = 10_000_000;
    private static final int INTERRUPTION_CHECK = 1024;

    private final HostTypes types;
    private int elements;

    ResultGate(HostTypes types) {
        this.types = types;
    }

    /**
     * The value as it may leave.
     *
     * @throws ResultRefusedException when it may not
     * @throws InterruptedException when the call was interrupted meanwhile
     */
    @Nullable
    Object admit(@Nullable Object value) throws ResultRefusedException, InterruptedException {
        return admit(value, 0);
    }

    private @Nullable Object admit(@Nullable Object value, int depth)
            throws ResultRefusedException, InterruptedException {
        elements++;
        if (depth > DEPTH || elements > ELEMENTS) {
            throw new ResultRefusedException("The result is deeper than " + DEPTH + " levels or holds more than "
                    + ELEMENTS + " values; return less, and media through Blobs");
        }
        if (elements % INTERRUPTION_CHECK == 0 && Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (value == null || HostTypes.isValue(value)) {
            return value;
        }
        Class<?> type = value.getClass();
        if (!types.isHost(type) || Proxy.isProxyClass(type)) {
            throw new ResultRefusedException("The result holds a " + type.getName()
                    + ", which is the plugin's own; return types of the JDK and of the plugin API");
        }
        return switch (value) {
            case Enum<?> constant -> constant;
            case Optional<?> optional -> optional(optional, depth);
            case List<?> list when HostTypes.isImmutable(list) -> same(list, depth) ? list : list(list, depth);
            case Set<?> set when HostTypes.isImmutable(set) -> same(set, depth) ? set : set(set, depth);
            case Set<?> set -> set(set, depth);
            case Collection<?> collection -> list(collection, depth);
            case Map<?, ?> map -> map(map, depth);
            case Record part -> part(part, depth);
            case Object array when type.isArray() -> array(array, depth);
            default -> opaque(value);
        };
    }

    private Optional<?> optional(Optional<?> optional, int depth) throws ResultRefusedException, InterruptedException {
        if (optional.isEmpty()) {
            return optional;
        }
        Object content = optional.get();
        Object admitted = admit(content, depth + 1);
        return admitted == content ? optional : Optional.ofNullable(admitted);
    }

    private boolean same(Collection<?> collection, int depth) throws ResultRefusedException, InterruptedException {
        boolean same = true;
        for (Object element : collection) {
            same &= admit(element, depth + 1) == element;
        }
        return same;
    }

    private List<@Nullable Object> list(Collection<?> collection, int depth)
            throws ResultRefusedException, InterruptedException {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object element : collection) {
            copy.add(admit(element, depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private Set<@Nullable Object> set(Collection<?> collection, int depth)
            throws ResultRefusedException, InterruptedException {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(collection, depth)));
    }

    private Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map, int depth)
            throws ResultRefusedException, InterruptedException {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(admit(entry.getKey(), depth + 1), admit(entry.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private Object array(Object array, int depth) throws ResultRefusedException, InterruptedException {
        Class<?> elementType = array.getClass().getComponentType();
        if (elementType.isPrimitive()) {
            return array;
        }
        Object copy = Array.newInstance(elementType, Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(copy, i, fitting(elementType, admit(Array.get(array, i), depth + 1)));
        }
        return copy;
    }

    private static @Nullable Object fitting(Class<?> type, @Nullable Object value) throws ResultRefusedException {
        if (value != null && !type.isInstance(value)) {
            throw new ResultRefusedException("The result holds an array of " + type.getName()
                    + "; use List, Set and Map, which can leave the plugin as copies");
        }
        return value;
    }

    private Record part(Record part, int depth) throws ResultRefusedException, InterruptedException {
        RecordShape shape = RecordShape.of(part.getClass());
        @Nullable Object[] components = shape.components(part);
        boolean same = true;
        for (int i = 0; i < components.length; i++) {
            Object admitted = admit(components[i], depth + 1);
            same &= admitted == components[i];
            components[i] = admitted;
        }
        return same ? part : shape.build(components);
    }

    private Object opaque(Object value) throws ResultRefusedException {
        if (types.isJdk(value.getClass()) || value instanceof Throwable || value instanceof ClassLoader) {
            throw new ResultRefusedException(
                    "The result holds a " + value.getClass().getName()
                            + ", which could hold anything of the plugin's; return values, collections and records, and media "
                            + "through Blobs");
        }
        return value;
    }
}
