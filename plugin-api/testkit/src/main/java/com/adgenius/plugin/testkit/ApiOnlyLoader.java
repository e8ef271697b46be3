package com.adgenius.plugin.testkit;

import java.net.URL;
import java.net.URLClassLoader;

/** Sees the JDK, the plugin API and one jar, as an instance on a host does. */
final class ApiOnlyLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    ApiOnlyLoader(URL jar) {
        super(jar.getPath(), new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return api(name) ? ApiOnlyLoader.class.getClassLoader().loadClass(name) : super.findClass(name);
    }

    private static boolean api(String name) {
        return (name.startsWith("com.adgenius.plugin.") && !name.startsWith("com.adgenius.plugin.testkit."))
                || name.equals("org.pf4j.Extension")
                || name.equals("org.pf4j.ExtensionPoint");
    }

    /** Defines a class in here, once, for cleaning that only the plugin's own classes may do. */
    Class<?> define(String name, byte[] content) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> defined = findLoadedClass(name);
            return defined == null ? defineClass(name, content, 0, content.length) : defined;
        }
    }
}
