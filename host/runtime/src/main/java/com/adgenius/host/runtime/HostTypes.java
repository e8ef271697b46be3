package com.adgenius.host.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the types of the JDK and the host from those of plugins. */
final class HostTypes {

    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    /** Collections that hold their elements themselves and never change. */
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            List.of().getClass(),
            List.of(1).getClass(),
            Set.of().getClass(),
            Set.of(1).getClass());

    private final Set<@Nullable ClassLoader> loaders = new HashSet<>();

    /** Types of that loader and of those above it are the host's. */
    HostTypes(ClassLoader host) {
        for (ClassLoader loader = host; loader != null; loader = loader.getParent()) {
            loaders.add(loader);
        }
        loaders.add(ClassLoader.getPlatformClassLoader());
        loaders.add(null);
    }

    /** Whether the type, or an array's element type, belongs to the JDK or the host. */
    boolean isHost(Class<?> type) {
        return loaders.contains(type.getClassLoader());
    }

    /** Whether the type belongs to the JDK. */
    @SuppressWarnings("ReferenceEquality") // loaders are told apart by identity
    boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether it is a value of the JDK's that holds nothing else. */
    static boolean isValue(Object value) {
        Class<?> type = value.getClass();
        if (VALUES.contains(type)) {
            return true;
        }
        return type.getClassLoader() == null
                && type.getPackageName().startsWith("java.time")
                && (value instanceof TemporalAccessor || value instanceof TemporalAmount || value instanceof ZoneId);
    }

    /** Whether nobody can change the collection or stands behind it. */
    static boolean isImmutable(Iterable<?> collection) {
        return IMMUTABLE.contains(collection.getClass());
    }
}
