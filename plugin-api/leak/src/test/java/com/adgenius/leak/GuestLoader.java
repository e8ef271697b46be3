package com.adgenius.leak;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Defines the guest and its inner classes itself. */
final class GuestLoader extends ClassLoader {

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    GuestLoader() {
        super("guest-" + SEQUENCE.incrementAndGet(), GuestLoader.class.getClassLoader());
    }

    @SuppressWarnings("unchecked")
    Consumer<String> guest() throws ReflectiveOperationException {
        return (Consumer<String>)
                loadClass(Guest.class.getName()).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(Guest.class.getName()) || name.equals(GuestLoader.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name, bytes(name)) : loaded;
        }
    }

    private static byte[] bytes(String name) throws ClassNotFoundException {
        try (InputStream content =
                GuestLoader.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    Class<?> define(String name, byte[] content) {
        Class<?> defined = findLoadedClass(name);
        return defined == null ? defineClass(name, content, 0, content.length) : defined;
    }
}
