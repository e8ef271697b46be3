package com.adgenius.host.bench.greeting;

import java.util.function.IntConsumer;
import org.pf4j.ExtensionPoint;

/** The extension point of the payload: little work, so that the way to it is what is measured. */
public interface Greeter extends ExtensionPoint {

    /** Which version of the payload this is, and the length of the name: enough that no call can be left out. */
    int greet(String name);

    /** The same, piece by piece and slowly: so many pieces with that pause in milliseconds before each. */
    void greet(String name, int pieces, int pause, IntConsumer listener) throws InterruptedException;
}
