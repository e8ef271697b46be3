package com.adgenius.host.runtime.sample;

import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/** The tests' extension point. */
public interface Greeter extends ExtensionPoint {

    @Nullable
    Object greet(String name) throws Exception;
}
