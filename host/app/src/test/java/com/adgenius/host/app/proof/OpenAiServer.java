package com.adgenius.host.app.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The strict server that the tests of {@code plugins/model-openai} ask. */
final class OpenAiServer implements AutoCloseable {

    /** The provider that asks it. */
    static final String PROVIDER = "model-openai";

    private final CompiledFake fake;

    private OpenAiServer(CompiledFake fake) {
        this.fake = fake;
    }

    /** A server that wants that key, and draws pictures of the size that is asked for. */
    static OpenAiServer wanting(String key) throws Exception {
        OpenAiServer server = new OpenAiServer(
                CompiledFake.of(PROVIDER, "com.adgenius.plugins.openai.fake.FakeServer", "wanting", key, new byte[0]));
        server.fake.call("drawing");
        return server;
    }

    String baseUrl() throws Exception {
        return (String) fake.call("baseUrl");
    }

    int port() throws Exception {
        return (int) fake.call("port");
    }

    /** The bodies of the good requests of generators so far, without those of search, which embeds what became ready. */
    List<Map<String, Object>> asked() throws Exception {
        return received().stream().filter(body -> !body.containsKey("input")).toList();
    }

    private List<Map<String, Object>> received() throws Exception {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Object one : (List<?>) fake.call("received")) {
            @SuppressWarnings("unchecked") // a record's component of that type
            Map<String, Object> body =
                    (Map<String, Object>) one.getClass().getMethod("body").invoke(one);
            bodies.add(body);
        }
        return bodies;
    }

    /** Begins each text so where a schema is given. */
    void writing(String word) throws Exception {
        fake.call("writing", word);
    }

    /**
     * Answers the next good request so that is not for vectors.
     *
     * @param factory the name of a factory of the fake's {@code Reply}
     * @param given what that takes
     */
    void then(String factory, Object... given) throws Exception {
        fake.reply("then", factory, given);
    }

    /** Answers the next good request for vectors so. */
    void thenVectors(String factory, Object... given) throws Exception {
        fake.reply("thenVectors", factory, given);
    }

    @Override
    public void close() throws Exception {
        fake.close();
    }
}
