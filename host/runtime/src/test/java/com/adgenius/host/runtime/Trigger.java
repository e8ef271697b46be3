package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.util.List;

/**
 * A way to leak from the corpus, and what is expected to come of it.
 *
 * @param name its class in the corpus
 * @param place where it is run
 * @param expected what is to become of the plugin's class loader
 * @param named what the report is to name: kinds of what is cleaned, the kind and the name of the holder, or what is missing
 * @param carried what its plugin carries beside it: beginnings of entries and of jars of libraries
 * @param why what the trigger does, from its source and the JDK's, and so why that is expected
 */
record Trigger(String name, Place place, Expected expected, List<String> named, List<String> carried, String why) {

    /** Where a trigger is run. */
    enum Place {
        /** In the plugin's {@code start}, on a thread that ends with it. */
        START,
        /** In a call, on a thread of the host's that lives on. */
        CALL
    }

    /** What may become of a plugin's class loader. */
    enum Expected {
        /** Nothing keeps it, with cleaning or without. */
        COLLECTED,
        /** It would leak, and is collected after it was cleaned up; the report names what was. */
        CLEANED,
        /** It would leak through a cache of the JDK's that is emptied without a word, being nobody's fault. */
        EMPTIED,
        /** It leaks, and the report names the holder. */
        REPORTED,
        /** The trigger cannot do what it is for: a library or a part of the JDK is gone, or the JDK is closed to it. */
        NOT_APPLICABLE
    }

    Trigger {
        named = List.copyOf(named);
        carried = List.copyOf(carried);
    }

    static Trigger collected(String name, String why) {
        return new Trigger(name, Place.START, Expected.COLLECTED, List.of(), List.of(), why);
    }

    static Trigger cleaned(String name, CleanedUp.Kind kind, String why) {
        return new Trigger(name, Place.START, Expected.CLEANED, List.of(kind.value()), List.of(), why);
    }

    static Trigger emptied(String name, String why) {
        return new Trigger(name, Place.START, Expected.EMPTIED, List.of(), List.of(), why);
    }

    static Trigger reported(String name, LeakHolder.Kind kind, String holder, String why) {
        return new Trigger(name, Place.START, Expected.REPORTED, List.of(kind.value(), holder), List.of(), why);
    }

    /** A class that the trigger needs exists no more, or is none of the JDK's. */
    static Trigger missing(String name, String missing, String why) {
        return new Trigger(name, Place.START, Expected.NOT_APPLICABLE, List.of(missing), List.of(), why);
    }

    /** The trigger fails with that. */
    static Trigger failing(String name, String failure, String why) {
        return new Trigger(name, Place.START, Expected.NOT_APPLICABLE, List.of("failure", failure), List.of(), why);
    }

    /** The same in a call. */
    Trigger inACall() {
        return new Trigger(name, Place.CALL, expected, named, carried, why);
    }

    /** The same, in a plugin that carries that too. */
    Trigger with(String... things) {
        return new Trigger(name, place, expected, named, List.of(things), why);
    }

    /** A name for a plugin, and for people. */
    String label() {
        return name + (place == Place.CALL ? " (call)" : "");
    }
}
