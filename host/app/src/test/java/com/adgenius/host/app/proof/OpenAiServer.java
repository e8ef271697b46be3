package com.adgenius.host.app.proof;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The strict server that the tests of {@code plugins/model-openai} ask, from where that module compiled it. No dependency
 * leads there, since a module's tests are not built when those of others are skipped.
 */
final class OpenAiServer implements AutoCloseable {

    private static final Path MODULE = HostProcess.CHECKOUT.resolve("plugins/model-openai/target");

    private final URLClassLoader loader;
    private final AutoCloseable server;

    private OpenAiServer(URLClassLoader loader, AutoCloseable server) {
        this.loader = loader;
        this.server = server;
    }

    /** A server that wants that key. */
    static OpenAiServer wanting(String key, byte[] picture) throws Exception {
        URLClassLoader loader = new URLClassLoader(
                new URL[] {MODULE.resolve("test-classes").toUri().toURL()});
        Class<?> type = loader.loadClass("com.adgenius.plugins.openai.fake.FakeServer");
        AutoCloseable server = (AutoCloseable)
                type.getMethod("wanting", String.class, byte[].class).invoke(null, key, picture);
        return new OpenAiServer(loader, server);
    }

    String baseUrl() throws Exception {
        return (String) call("baseUrl");
    }

    int port() throws Exception {
        return (int) call("port");
    }

    /** The bodies of the good requests so far. */
    List<Map<String, Object>> received() throws Exception {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Object one : (List<?>) call("received")) {
            @SuppressWarnings("unchecked") // a record's component of that type
            Map<String, Object> body =
                    (Map<String, Object>) one.getClass().getMethod("body").invoke(one);
            bodies.add(body);
        }
        return bodies;
    }

    /**
     * Answers the next good request so.
     *
     * @param factory the name of a factory of the fake's {@code Reply}
     * @param given what that takes
     */
    void then(String factory, Object... given) throws Exception {
        Class<?> type = loader.loadClass("com.adgenius.plugins.openai.fake.Reply");
        Method method = Stream.of(type.getMethods())
                .filter(one -> one.getName().equals(factory) && one.getParameterCount() == given.length)
                .findFirst()
                .orElseThrow();
        Object replies = Array.newInstance(type, 1);
        Array.set(replies, 0, method.invoke(null, given));
        server.getClass().getMethod("then", replies.getClass()).invoke(server, replies);
    }

    private Object call(String method) throws Exception {
        return server.getClass().getMethod(method).invoke(server);
    }

    @Override
    public void close() throws Exception {
        server.close();
        loader.close();
    }
}
