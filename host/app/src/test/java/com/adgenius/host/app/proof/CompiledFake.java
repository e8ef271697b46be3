package com.adgenius.host.app.proof;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The strict server that a provider's own tests ask, from where the provider's module compiled it. It has a class loader of
 * its own, as the provider's libraries are others than the host's. No dependency leads there, since a module's tests are
 * not built when those of others are skipped.
 */
final class CompiledFake implements AutoCloseable {

    private final URLClassLoader loader;
    private final AutoCloseable server;

    private CompiledFake(URLClassLoader loader, AutoCloseable server) {
        this.loader = loader;
        this.server = server;
    }

    /**
     * The server that a factory of that class makes.
     *
     * @param plugin the provider's id
     */
    static CompiledFake of(String plugin, String type, String factory, Object... given) throws Exception {
        List<URL> path = new ArrayList<>();
        path.add(module(plugin).resolve("test-classes").toUri().toURL());
        path.add(jar(plugin).toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        return new CompiledFake(loader, (AutoCloseable) invoke(loader.loadClass(type), null, factory, given));
    }

    /** The provider's jar, as its module built it. */
    static Path jar(String plugin) throws IOException {
        try (Stream<Path> files = Files.list(module(plugin))) {
            return files.filter(file -> file.getFileName().toString().startsWith("adgenius-plugin-" + plugin + "-"))
                    .filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path module(String plugin) {
        return HostProcess.CHECKOUT.resolve("plugins").resolve(plugin).resolve("target");
    }

    /** Calls the server's public method of that name. */
    Object call(String method, Object... given) throws Exception {
        return invoke(server.getClass(), server, method, given);
    }

    /** Gives the server's method a reply that a factory of {@code Reply} makes. */
    void reply(String method, String factory, Object... given) throws Exception {
        Class<?> type = loader.loadClass(server.getClass().getPackageName() + ".Reply");
        Object replies = Array.newInstance(type, 1);
        Array.set(replies, 0, invoke(type, null, factory, given));
        server.getClass().getMethod(method, replies.getClass()).invoke(server, replies);
    }

    /** What a static method of a class beside the server's returns. */
    Object made(String type, String method, Object... given) throws Exception {
        return invoke(loader.loadClass(server.getClass().getPackageName() + "." + type), null, method, given);
    }

    private static Object invoke(Class<?> type, Object target, String name, Object... given) throws Exception {
        Method method = Stream.of(type.getMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == given.length)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type + " has no " + name));
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " failed in " + name, e.getCause());
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        loader.close();
    }
}
