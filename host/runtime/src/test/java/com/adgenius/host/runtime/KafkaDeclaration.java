package com.adgenius.host.runtime;

import java.util.Optional;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPlugin;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka declares of a plugin class of its tests, and so what is to become of it here.
 *
 * <p>Kafka's first word is {@link TestPlugin#includeByDefault}: what is included must load. Of what is not, the comment of the
 * constant and of the class says why: it is broken, or it is sound and left out for a reason that concerns Kafka's ways of
 * finding plugins alone. The code for a fault is the one that {@link RefusalCode} promises for it, and the {@code Error} the one
 * that the Java Language Specification (12.4.2) and the JVM Specification (5.3.5) name. Kafka's own host, asked by {@link
 * KafkaScannerIT}, tells the sound from the broken in the same way.
 */
enum KafkaDeclaration {
    /** {@code includeByDefault}: on the plugin path of Kafka's own tests. */
    INCLUDED,
    /** "Does not have a corresponding ServiceLoader manifest": Kafka finds it by reflection alone. */
    NOT_MIGRATED,
    /** "Packages the version string 2.0.0 … must be included explicitly": a second version of a class that is included. */
    SECOND_VERSION,
    /** A class that Kafka has on its class path too, under the same name, and whose copy in the plugin goes first. */
    ON_CLASS_PATH_TOO,

    /** "Throws an exception during static initialization", or "during loading". */
    STATIC_INITIALIZER_THROWS(RefusalCode.CONSTRUCTOR_FAILED, ExceptionInInitializerError.class),
    /** "Throws an exception from default constructor". */
    CONSTRUCTOR_THROWS(RefusalCode.CONSTRUCTOR_FAILED, null),
    /** "Has a private default constructor". */
    CONSTRUCTOR_PRIVATE(RefusalCode.NO_USABLE_CONSTRUCTOR, null),
    /** "This class has no default constructor": it takes an int. */
    CONSTRUCTOR_TAKES_ARGUMENT(RefusalCode.NO_USABLE_CONSTRUCTOR, null),
    /** "A non-static inner class, which does not have a default constructor". */
    INNER_CLASS(RefusalCode.NO_USABLE_CONSTRUCTOR, null),
    /** "Implement a non-existent interface that is not packaged at runtime". */
    INTERFACE_MISSING(RefusalCode.CLASS_NOT_LOADED, NoClassDefFoundError.class);

    private final Optional<RefusalCode> refusal;
    private final Optional<Class<? extends Error>> error;

    KafkaDeclaration() {
        this.refusal = Optional.empty();
        this.error = Optional.empty();
    }

    KafkaDeclaration(RefusalCode refusal, @Nullable Class<? extends Error> error) {
        this.refusal = Optional.of(refusal);
        this.error = Optional.ofNullable(error);
    }

    static KafkaDeclaration of(TestPlugin plugin) {
        return plugin.includeByDefault() ? INCLUDED : notIncluded(plugin);
    }

    private static KafkaDeclaration notIncluded(TestPlugin plugin) {
        return switch (plugin) {
            case NON_MIGRATED_CONVERTER,
                    NON_MIGRATED_HEADER_CONVERTER,
                    NON_MIGRATED_MULTI_PLUGIN,
                    NON_MIGRATED_PREDICATE,
                    NON_MIGRATED_SINK_CONNECTOR,
                    NON_MIGRATED_SOURCE_CONNECTOR,
                    NON_MIGRATED_TRANSFORMATION -> NOT_MIGRATED;
            case READ_VERSION_FROM_RESOURCE_V2 -> SECOND_VERSION;
            case CLASSPATH_CONVERTER -> ON_CLASS_PATH_TOO;
            case ALWAYS_THROW_EXCEPTION,
                    BAD_PACKAGING_STATIC_INITIALIZER_THROWS_CONNECTOR,
                    BAD_PACKAGING_STATIC_INITIALIZER_THROWS_REST_EXTENSION -> STATIC_INITIALIZER_THROWS;
            case BAD_PACKAGING_DEFAULT_CONSTRUCTOR_THROWS_CONNECTOR,
                    BAD_PACKAGING_DEFAULT_CONSTRUCTOR_THROWS_CONVERTER -> CONSTRUCTOR_THROWS;
            case BAD_PACKAGING_DEFAULT_CONSTRUCTOR_PRIVATE_CONNECTOR -> CONSTRUCTOR_PRIVATE;
            case BAD_PACKAGING_NO_DEFAULT_CONSTRUCTOR_CONNECTOR,
                    BAD_PACKAGING_NO_DEFAULT_CONSTRUCTOR_CONVERTER,
                    BAD_PACKAGING_NO_DEFAULT_CONSTRUCTOR_OVERRIDE_POLICY -> CONSTRUCTOR_TAKES_ARGUMENT;
            case BAD_PACKAGING_INNER_CLASS_CONNECTOR -> INNER_CLASS;
            case BAD_PACKAGING_MISSING_SUPERCLASS -> INTERFACE_MISSING;
            default -> throw new IllegalStateException("Kafka does not include " + plugin + ", and nobody said why");
        };
    }

    /** Whether the class is sound and must serve. */
    boolean sound() {
        return refusal.isEmpty();
    }

    /** What is to become of it, in the words of {@link KafkaOutcome}. */
    KafkaOutcome expected() {
        return refusal.map(code -> KafkaOutcome.refused(code, error.map(Class::getSimpleName)))
                .orElse(KafkaOutcome.ACTIVE);
    }
}
