package com.adgenius.leak;

import org.jspecify.annotations.Nullable;

/** Tells what belongs to a plugin: what its class loader, or one below it, defined. */
final class Ownership {

    private final ClassLoader loader;

    Ownership(ClassLoader loader) {
        this.loader = loader;
    }

    /** Whether it is the plugin's loader or one that has it above itself. */
    boolean isLoader(@Nullable ClassLoader candidate) {
        for (ClassLoader current = candidate; current != null; current = current.getParent()) {
            if (current == loader) {
                return true;
            }
        }
        return false;
    }

    /** Whether the object is of a class of the plugin's, or such a class, or a loader of the plugin's. */
    boolean owns(@Nullable Object object) {
        return switch (object) {
            case null -> false;
            case Class<?> type -> isLoader(type.getClassLoader());
            case ClassLoader other ->
                isLoader(other) || isLoader(other.getClass().getClassLoader());
            default -> isLoader(object.getClass().getClassLoader());
        };
    }
}
