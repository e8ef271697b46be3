package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The strict Vertex AI that the tests of {@code plugins/model-vertex} ask. */
final class VertexServer implements AutoCloseable {

    /** The provider that asks it. */
    static final String PROVIDER = "model-vertex";

    private final CompiledFake fake;

    private VertexServer(CompiledFake fake) {
        this.fake = fake;
    }

    /**
     * A call that it got.
     *
     * @param verb what follows the colon
     * @param body as it was sent
     */
    record Call(String verb, JsonNode body) {}

    /** A server that serves. */
    static VertexServer start() throws Exception {
        return new VertexServer(CompiledFake.of(PROVIDER, "com.adgenius.plugins.vertex.fake.FakeVertex", "start"));
    }

    String address() throws Exception {
        return fake.call("address").toString();
    }

    /** What the operator of a host says so that its tenants may reach this server. */
    Map<String, String> allowed() throws Exception {
        return Map.of("ADGENIUS_VERTEX_ENDPOINTS", address());
    }

    /** The calls so far, refused ones too. */
    List<Call> calls() throws Exception {
        List<Call> calls = new ArrayList<>();
        for (Object one : (List<?>) fake.call("calls")) {
            calls.add(new Call(
                    (String) one.getClass().getMethod("verb").invoke(one),
                    Api.JSON.readTree(
                            one.getClass().getMethod("body").invoke(one).toString())));
        }
        return calls;
    }

    /** The calls of that verb so far. */
    List<JsonNode> bodies(String verb) throws Exception {
        return calls().stream()
                .filter(call -> call.verb().equals(verb))
                .map(Call::body)
                .toList();
    }

    /** Begins each text so where a schema is given. */
    void writing(String word) throws Exception {
        fake.call("writing", word);
    }

    /** How often a video is asked for until it is done. */
    void videoAfter(int polls) throws Exception {
        fake.call("videoAfter", polls);
    }

    /** Starts the next video, and breaks the connection in place of saying so, when that is released. */
    void losingStart(CountDownLatch released) throws Exception {
        fake.call("losingStart", released);
    }

    /** How many videos were started. */
    int started() throws Exception {
        return (int) fake.call("operations");
    }

    /**
     * Answers so.
     *
     * @param to {@code reply} for the next call that is not for a vector, {@code vector} for the next that is, {@code film}
     *     for the next question for a video that was started
     * @param factory the name of a factory of the fake's {@code Reply}
     * @param given what that takes
     */
    void script(String to, String factory, Object... given) throws Exception {
        fake.reply(to, factory, given);
    }

    /** Answers the next question for a video by that one. */
    void thenFilm(byte[] video) throws Exception {
        script("film", "done", fake.made("Answers", "videos", video, "video/mp4"));
    }

    /** A landscape video, as the fake makes it. */
    byte[] film() throws Exception {
        return (byte[]) fake.made("Answers", "mp4");
    }

    @Override
    public void close() throws Exception {
        fake.close();
    }
}
