package com.adgenius.leak;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class in a heap dump.
 *
 * @param id the class object
 * @param name the binary name
 * @param superclass its superclass's id, 0 for none
 * @param loader its loader's id, 0 for the boot loader
 * @param statics its static references
 * @param fields its own instance fields, in the order of their bytes
 */
record HeapClass(
        long id, String name, long superclass, long loader, List<StaticReference> statics, List<Field> fields) {

    /** A static field, or another reference of the class's, and the object that it holds. */
    record StaticReference(String name, long value) {}

    /** An instance field and the basic type of the dump's format. */
    record Field(String name, int type) {}

    /** A reference field of an instance: where it is in the instance's bytes, and the class that declares it. */
    record Slot(int offset, String name, String owner) {}

    /** Whether it is that class or one below it. */
    boolean is(String ancestor, LongMap<HeapClass> classes) {
        for (@Nullable HeapClass type = this; type != null; type = classes.get(type.superclass)) {
            if (type.name.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
