package com.adgenius.host.bench;

import com.adgenius.host.bench.greeting.Greeter;

/** The payload's API and the platform, for class loaders that are measured without a host around them. */
public final class ApiOnlyLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** A loader above which is the platform's. */
    public ApiOnlyLoader() {
        super("api", getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(Greeter.class.getPackageName()) || name.startsWith("org.pf4j.Extension")) {
            return Greeter.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
