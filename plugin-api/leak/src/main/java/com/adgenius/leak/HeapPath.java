package com.adgenius.leak;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in a heap dump from which a closed loader is reached.
 *
 * @param object the object
 * @param type its class, or the class itself where the object is a class; null where the dump does not describe it
 * @param reference how it refers to the next, for people
 * @param next the object that it refers to; null at the loader
 * @param loader the closed loader
 * @param position where its fields are in the dump, 0 for others than instances
 */
record HeapPath(
        long object,
        @Nullable HeapClass type,
        String reference,
        @Nullable HeapPath next,
        long loader,
        long position) {

    /** The references from here on, each with the class that makes it. */
    List<HeapPath> steps() {
        List<HeapPath> steps = new ArrayList<>();
        for (HeapPath step = this; step != null; step = step.next) {
            steps.add(step);
        }
        return steps;
    }

    String typeName() {
        return type == null ? "?" : type.name();
    }

    /** Whether it is a class and refers to the next by a static field. */
    boolean isClass() {
        return type != null && type.id() == object;
    }
}
